package io.tableorder.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A service's executable jar taken apart by its own tools, once a run: started several times in these tests, it spares
 * more than a quarter of each start's processor time.
 *
 * @param jar refers to the libraries beside it by its manifest
 */
record UnpackedService(Path jar, String mainClass) {

    private static final Map<String, UnpackedService> OF_THIS_RUN = new ConcurrentHashMap<>();

    /** @param service the module's name */
    static UnpackedService of(String service) {
        return OF_THIS_RUN.computeIfAbsent(service, UnpackedService::unpack);
    }

    private static UnpackedService unpack(String service) {
        Path executable = Path.of(System.getProperty("table-order.home"), service, "target", service + ".jar");
        Path directory = Path.of("target", "services", service).toAbsolutePath();
        try {
            extract(executable, directory);
            Path jar = directory.resolve(executable.getFileName());
            try (JarFile unpacked = new JarFile(jar.toFile())) {
                return new UnpackedService(
                        jar, unpacked.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take apart " + executable, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while taking apart " + executable, e);
        }
    }

    private static void extract(Path executable, Path directory) throws IOException, InterruptedException {
        Process tools = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        executable.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tools.getInputStream().readAllBytes(), UTF_8);
        if (tools.waitFor() != 0) {
            throw new IOException("Its tools failed: " + said);
        }
    }
}
