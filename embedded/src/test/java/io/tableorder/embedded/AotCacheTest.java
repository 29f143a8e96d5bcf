package io.tableorder.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    @TempDir
    private Path directory;

    private Path jar;
    private Path log;
    private AotCache cache;

    /** What is recorded, and started from the recording. */
    static final class Greeter {
        public static void main(String[] arguments) {
            System.out.println("hello from " + (isFromTheCache() ? "the cache" : "the jar"));
        }

        private static boolean isFromTheCache() {
            try {
                return Files.readString(Path.of(System.getProperty("loaded")))
                        .lines()
                        .anyMatch(line -> line.contains("AotCacheTest$Greeter source: shared objects file"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void build() throws Exception {
        jar = directory.resolve("greeter.jar");
        log = directory.resolve("aot.log");
        cache = new AotCache(directory.resolve("aot-cache"), List.of(jar));
        pack();
    }

    @Test
    void nothing_recorded_means_no_options() throws Exception {
        assertThat(cache.use(log)).isEmpty();
    }

    @Test
    void a_start_begins_from_what_an_earlier_one_recorded() throws Exception {
        recorded();

        assertThat(greeting()).isEqualTo("hello from the cache");
    }

    @Test
    void what_is_not_kept_is_not_used() throws Exception {
        run(cache.record());

        assertThat(cache.use(log)).isEmpty();
    }

    @Test
    void a_jar_that_is_newer_starts_without() throws Exception {
        recorded();

        pack();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(cache.use(log)).isEmpty();
    }

    @Test
    void another_build_of_java_starts_without_and_the_log_says_why() throws Exception {
        recorded();

        pretendAnotherBuildOfJavaRecorded();

        assertThat(greeting()).isEqualTo("hello from the jar");
        // The byte that stands for another version is found by the checksum already.
        assertThat(log).content().isNotBlank();
    }

    @Test
    void a_damaged_cache_starts_without_and_the_log_says_why() throws Exception {
        Files.writeString(cache.file(), "no cache");

        assertThat(greeting()).isEqualTo("hello from the jar");
        assertThat(log).content().isNotBlank();
    }

    @Test
    void a_cache_with_wrong_pages_in_the_middle_starts_without() throws Exception {
        recorded();
        byte[] content = Files.readAllBytes(cache.file());
        for (int place = content.length / 8; place < content.length * 7 / 8; place += content.length / 64) {
            content[place] ^= 1;
        }
        Files.write(cache.file(), content);

        assertThat(greeting()).isEqualTo("hello from the jar");
    }

    /** The cache begins with the version of the JVM that wrote it. */
    private void pretendAnotherBuildOfJavaRecorded() throws Exception {
        String version = System.getProperty("java.vm.version");
        byte[] content = Files.readAllBytes(cache.file());
        int place = new String(content, 0, 4096, StandardCharsets.ISO_8859_1).indexOf(version);
        assertThat(place).as("version %s in the cache", version).isPositive();
        content[place]++;
        Files.write(cache.file(), content);
    }

    private void recorded() throws Exception {
        run(cache.record());
        cache.keepRecorded();
    }

    /** Its last line: a JVM that records says so first. */
    private String greeting() throws Exception {
        return run(cache.use(log)).lines().toList().getLast();
    }

    private String run(List<String> options) throws Exception {
        Path loaded = directory.resolve("loaded-classes");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xlog:class+load:file=" + loaded, "-Dloaded=" + loaded));
        command.addAll(options);
        command.addAll(List.of("-cp", jar.toString(), Greeter.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private void pack() throws Exception {
        String entry = Greeter.class.getName().replace('.', '/') + ".class";
        try (var source = Greeter.class.getClassLoader().getResourceAsStream(entry);
                var target = new JarOutputStream(Files.newOutputStream(jar))) {
            assertThat(source).isNotNull();
            target.putNextEntry(new JarEntry(entry));
            source.transferTo(target);
        }
    }
}
