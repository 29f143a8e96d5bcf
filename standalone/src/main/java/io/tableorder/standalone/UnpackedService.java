package io.tableorder.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;

/**
 * A service's executable jar taken apart: its own classes in one jar, its libraries beside that. The JVM reads this form
 * itself, where the jar in one piece needs a class loader written in Java: about a fifth of a service's start.
 *
 * @param jar refers to the libraries by its manifest
 */
record UnpackedService(Path jar, String mainClass) {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");

    /**
     * Unpacks the jar into the directory, unless what is there came from the same jar. What was recorded of another jar
     * goes with it. Processes wait for each other.
     */
    static UnpackedService of(Path executable, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path lock = directory.resolveSibling(directory.getFileName() + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock();
                var source = new JarFile(executable.toFile())) {
            Manifest manifest = source.getManifest();
            String mainClass =
                    manifest == null ? null : manifest.getMainAttributes().getValue(START_CLASS);
            if (manifest == null || mainClass == null) {
                throw new StartRefusedException(
                        executable + " names no class to start; build it again with ./mvnw clean package");
            }
            var unpacked = new UnpackedService(directory.resolve(executable.getFileName()), mainClass);
            Path stamp = directory.resolve("unpacked-from");
            String fingerprint = fingerprint(source);
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(fingerprint)) {
                DataDirectory.deleteTree(directory);
                Files.createDirectories(directory.resolve("lib"));
                List<String> libraries = libraries(source, directory);
                classes(source, unpacked.jar(), ownManifest(manifest, libraries));
                // Last: an interrupted unpacking is done again.
                Files.writeString(stamp, fingerprint);
            }
            return unpacked;
        }
    }

    /** Lies with the jar and its libraries, and is deleted with them. */
    AotCache aotCache(Path watchJar) {
        return new AotCache(jar.resolveSibling("aot-cache"), List.of(watchJar, jar));
    }

    /**
     * Computes a fingerprint of every entry's name and check sum. Times and sizes say nothing: builds are reproducible,
     * dates included.
     */
    private static String fingerprint(JarFile source) {
        var sum = new CRC32();
        source.stream().forEach(entry -> sum.update((entry.getName() + entry.getCrc()).getBytes(UTF_8)));
        return source.size() + "-" + Long.toHexString(sum.getValue());
    }

    /** Returns the libraries in the jar's order, which is that of the build's class path. */
    private static List<String> libraries(JarFile source, Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        for (JarEntry entry : source.stream().toList()) {
            if (entry.getName().startsWith(LIBRARIES) && !entry.isDirectory()) {
                String name = "lib/" + entry.getName().substring(LIBRARIES.length());
                try (InputStream content = source.getInputStream(entry)) {
                    Files.copy(content, directory.resolve(name));
                }
                names.add(name);
            }
        }
        return names;
    }

    private static Manifest ownManifest(Manifest original, List<String> libraries) {
        var manifest = new Manifest(original);
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", libraries));
        return manifest;
    }

    private static void classes(JarFile source, Path jar, Manifest manifest) throws IOException {
        try (var target = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (JarEntry entry : source.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(CLASSES) && name.length() > CLASSES.length()) {
                    target.putNextEntry(new JarEntry(name.substring(CLASSES.length())));
                    try (InputStream content = source.getInputStream(entry)) {
                        content.transferTo(target);
                    }
                }
            }
        }
    }
}
