package io.tableorder.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TetherJarTest {
    @TempDir
    private Path directory;

    @Test
    void it_is_not_written_again_since_a_newer_jar_would_void_what_was_recorded() throws Exception {
        var written = Files.getLastModifiedTime(TetherJar.in(directory));

        assertThat(Files.getLastModifiedTime(TetherJar.in(directory))).isEqualTo(written);
    }

    @Test
    void one_of_another_build_is_replaced() throws Exception {
        Path jar = TetherJar.in(directory);
        byte[] content = Files.readAllBytes(jar);
        Files.writeString(jar, "of another build");

        assertThat(TetherJar.in(directory)).hasBinaryContent(content);
    }
}
