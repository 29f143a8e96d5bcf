package io.tableorder.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

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

    /**
     * Extracts the jar into the directory, unless what is there came from the same jar. Whatever else lies there goes with what came
     * from another one, as an {@link AotCache} recorded of it. Processes wait for each other.
     *
     * @throws IOException as {@link #extract} does
     */
    public static ExtractedJar once(Path executable, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path lock = directory.resolveSibling(directory.getFileName() + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            Path stamp = directory.resolve("unpacked-from");
            String fingerprint = fingerprint(executable);
            if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
                return in(executable, directory);
            }
            TemporaryDirectory.delete(directory);
            ExtractedJar extracted = extract(executable, directory);
            // Last: an interrupted extraction is done again.
            Files.writeString(stamp, fingerprint);
            return extracted;
        }
    }

    /**
     * Digests every entry's name and check sum. Times and sizes say nothing: builds are reproducible, dates included.
     */
    private static String fingerprint(Path executable) throws IOException {
        var sum = new CRC32();
        try (var source = new JarFile(executable.toFile())) {
            source.stream().forEach(entry -> sum.update((entry.getName() + entry.getCrc()).getBytes(UTF_8)));
            return source.size() + "-" + Long.toHexString(sum.getValue());
        }
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
