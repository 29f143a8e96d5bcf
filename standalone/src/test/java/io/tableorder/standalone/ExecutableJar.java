package io.tableorder.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;
import org.springframework.util.ClassUtils;

/** Makes small executable jars as the build makes those of the services. Boot's tools in them use Spring's core and its logging. */
final class ExecutableJar {

    private ExecutableJar() {}

    /** Writes a jar with this text in {@code own.txt}, and with no library. */
    static void write(Path jar, String text) throws IOException {
        write(jar, text, List.of());
    }

    /** Writes a jar with this text in {@code own.txt}, and with the library beside it. */
    static void write(Path jar, String text, Path library) throws IOException {
        write(jar, text, List.of(library));
    }

    private static void write(Path jar, String text, List<Path> libraries) throws IOException {
        Path plain = jar.resolveSibling("plain-" + jar.getFileName());
        writePlain(plain, "own.txt", text);
        Repackager repackager = new Repackager(plain.toFile());
        repackager.setMainClass("some.Application");
        List<Path> all = Stream.concat(
                        libraries.stream(), Stream.of(homeOf(ClassUtils.class), homeOf(LogFactory.class)))
                .toList();
        repackager.repackage(jar.toFile(), callback -> {
            for (Path library : all) {
                callback.library(new Library(library.toFile(), LibraryScope.COMPILE));
            }
        });
        Files.delete(plain);
    }

    private static Path homeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
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
