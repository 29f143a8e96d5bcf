package io.tableorder.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.embedded.ExtractedJar;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/** Takes a service's executable jar apart, once a build. */
record UnpackedService(ExtractedJar extracted) {

    /**
     * Unpacks the jar into the directory, unless what is there came from the same jar. What was recorded of another jar
     * goes with it. Processes wait for each other.
     */
    static UnpackedService of(Path executable, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path lock = directory.resolveSibling(directory.getFileName() + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            Path stamp = directory.resolve("unpacked-from");
            String fingerprint = fingerprint(executable);
            if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
                return new UnpackedService(ExtractedJar.in(executable, directory));
            }
            DataDirectory.deleteTree(directory);
            ExtractedJar extracted = extract(executable, directory);
            // Last: an interrupted unpacking is done again.
            Files.writeString(stamp, fingerprint);
            return new UnpackedService(extracted);
        }
    }

    private static ExtractedJar extract(Path executable, Path directory) {
        try {
            return ExtractedJar.extract(executable, directory);
        } catch (IOException e) {
            throw new StartRefusedException(e.getMessage() + "\nBuild it again with ./mvnw clean package");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("Interrupted while " + executable + " was taken apart");
        }
    }

    Path jar() {
        return extracted.jar();
    }

    String mainClass() {
        return extracted.mainClass();
    }

    /** Returns where the cache lies: with the jar and its libraries, to be deleted with them. */
    AotCache aotCache(Path watchJar) {
        return new AotCache(jar().resolveSibling("aot-cache"), List.of(watchJar, jar()));
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
}
