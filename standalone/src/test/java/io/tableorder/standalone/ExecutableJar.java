package io.tableorder.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.springframework.boot.loader.tools.Libraries;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** Makes small executable jars as the build makes those of the services. */
final class ExecutableJar {

    private ExecutableJar() {}

    /** Writes a jar with this text in {@code own.txt}, and with no library. */
    static void write(Path jar, String text) throws IOException {
        write(jar, text, Libraries.NONE);
    }

    /** Writes a jar with this text in {@code own.txt}, and with the library beside it. */
    static void write(Path jar, String text, Path library) throws IOException {
        write(jar, text, libraries -> libraries.library(new Library(library.toFile(), LibraryScope.COMPILE)));
    }

    private static void write(Path jar, String text, Libraries libraries) throws IOException {
        Path plain = jar.resolveSibling("plain-" + jar.getFileName());
        writePlain(plain, "own.txt", text);
        Repackager repackager = new Repackager(plain.toFile());
        repackager.setMainClass("some.Application");
        repackager.repackage(jar.toFile(), libraries);
        Files.delete(plain);
    }

    /** Dated as reproducible builds date: a jar's bytes would change every two seconds otherwise. */
    static void writePlain(Path jar, String name, String content) throws IOException {
        try (var target = new JarOutputStream(Files.newOutputStream(jar))) {
            JarEntry entry = new JarEntry(name);
            entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
            target.putNextEntry(entry);
            target.write(content.getBytes(UTF_8));
            target.closeEntry();
        }
    }
}
