package io.tableorder.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Makes a jar of {@link Tether} alone, so that nothing else of this module is on a service's class path. */
public final class TetherJar {

    private TetherJar() {}

    /** Writes it into the directory only where it is missing or another, since a newer jar voids every {@link AotCache}. */
    public static Path in(Path directory) throws IOException {
        Path jar = Files.createDirectories(directory).resolve("tether.jar");
        byte[] content = content();
        if (!Files.exists(jar) || !Arrays.equals(Files.readAllBytes(jar), content)) {
            Path written = Files.write(Files.createTempFile(directory, "tether", ".tmp"), content);
            Files.move(written, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        return jar;
    }

    private static byte[] content() throws IOException {
        String name = Tether.class.getName().replace('.', '/') + ".class";
        var bytes = new ByteArrayOutputStream();
        try (var source = Tether.class.getClassLoader().getResourceAsStream(name);
                var target = new JarOutputStream(bytes)) {
            if (source == null) {
                throw new IOException(name + " is not on the class path");
            }
            var entry = new JarEntry(name);
            entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
            target.putNextEntry(entry);
            source.transferTo(target);
        }
        return bytes.toByteArray();
    }
}
