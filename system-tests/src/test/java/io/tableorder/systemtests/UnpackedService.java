package io.tableorder.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A service's executable jar taken apart by its own tools, once a build: started eight times in these tests, it spares
 * more than a quarter of each start's processor time.
 *
 * @param jar refers to the libraries beside it by its manifest
 */
record UnpackedService(Path jar, String mainClass) {

    /** @param service the module's name */
    static synchronized UnpackedService of(String service) {
        Path executable = Path.of(System.getProperty("table-order.home"), service, "target", service + ".jar");
        Path directory = Path.of("target", "services", service).toAbsolutePath();
        Path jar = directory.resolve(executable.getFileName());
        try {
            FileTime built = Files.getLastModifiedTime(executable);
            if (!Files.exists(jar) || Files.getLastModifiedTime(jar).compareTo(built) < 0) {
                unpack(executable, directory);
            }
            try (JarFile unpacked = new JarFile(jar.toFile())) {
                return new UnpackedService(
                        jar, unpacked.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + executable, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path executable, Path directory) throws IOException, InterruptedException {
        Process tools = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        executable.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        directory.toString())
                .inheritIO()
                .start();
        if (tools.waitFor() != 0) {
            throw new IOException("The tools in " + executable + " failed, see above");
        }
    }
}
