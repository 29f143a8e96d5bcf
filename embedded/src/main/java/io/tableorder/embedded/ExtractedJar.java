package io.tableorder.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A service's executable jar, taken apart by the tools that Spring Boot puts into it: the service's own classes in one jar and
 * its libraries beside that. The JVM reads this form itself, while the jar in one piece needs a class loader written in Java,
 * which takes about a fifth of a start.
 *
 * @param jar refers to the libraries by its manifest
 */
public record ExtractedJar(Path jar, String mainClass) {

    /**
     * Extracts the jar into the directory, which must not hold another one's files.
     *
     * @throws IOException when the jar has no such tools, as one that nobody repackaged, or they fail
     */
    public static ExtractedJar extract(Path executable, Path directory) throws IOException, InterruptedException {
        Process tools = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
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
            throw new IOException("The tools in " + executable + " could not take it apart: " + said.strip());
        }
        return in(executable, directory);
    }

    /** Returns what an earlier {@link #extract} of the jar has left in the directory. */
    public static ExtractedJar in(Path executable, Path directory) throws IOException {
        Path jar = directory.resolve(executable.getFileName());
        try (JarFile extracted = new JarFile(jar.toFile())) {
            return new ExtractedJar(
                    jar, extracted.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
        }
    }
}
