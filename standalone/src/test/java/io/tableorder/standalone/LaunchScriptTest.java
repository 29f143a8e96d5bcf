package io.tableorder.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code launch.sh} with a Java that only writes down how it was called. */
class LaunchScriptTest {
    private static final Instant BUILD = Instant.parse("2026-01-01T00:00:00Z");
    private static final String REHEARSE = "rehearse_if_stale";
    private static final String START = "exec_java Main";

    @TempDir
    private Path root;

    private Path target;
    private Path jdk;

    @BeforeEach
    void build() throws Exception {
        target = Files.createDirectories(root.resolve("standalone/target"));
        Files.createDirectories(target.resolve("lib"));
        jdk = root.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=25.0.1");
        java("for option; do case $option in -XX:AOTCacheOutput=*) echo recorded >\"${option#*=}\" ;; esac; done");
        write(target.resolve("standalone.jar"), BUILD);
        built(BUILD);
    }

    @Test
    void a_start_begins_from_what_the_rehearsal_recorded() throws Exception {
        run(REHEARSE);

        assertThat(run(START)).contains("-XX:AOTCache=" + target.resolve("standalone.aot"));
    }

    @Test
    void one_rehearsal_a_build_is_enough() throws Exception {
        run(REHEARSE);

        assertThat(run(REHEARSE)).isEmpty();
    }

    @Test
    void a_newer_build_is_rehearsed_again() throws Exception {
        run(REHEARSE);

        built(Instant.now().plusSeconds(60));

        assertThat(run(START)).doesNotContain("-XX:AOT");
        assertThat(run(REHEARSE)).contains("Rehearsing");
    }

    @Test
    void a_jar_built_by_hand_does_not_run_as_it_was_before() throws Exception {
        run(REHEARSE);

        write(target.resolve("lib/log.jar"), Instant.now().plusSeconds(60));

        assertThat(run(START)).doesNotContain("-XX:AOT");
        assertThat(run(REHEARSE)).contains("Rehearsing");
    }

    @Test
    void another_java_does_not_begin_from_it_and_rehearses_again() throws Exception {
        run(REHEARSE);

        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=26");

        assertThat(run(START)).doesNotContain("-XX:AOT");
        assertThat(run(REHEARSE)).contains("Rehearsing");
    }

    @Test
    void a_rehearsal_that_fails_costs_speed_only_and_is_not_tried_again() throws Exception {
        java("exit 1");

        assertThat(run(REHEARSE)).contains("The rehearsal failed", "rehearsal.log");
        assertThat(run(REHEARSE)).isEmpty();
        java("");
        assertThat(run(START)).doesNotContain("-XX:AOT").endsWith("Main");
    }

    @Test
    void it_can_be_left_out() throws Exception {
        assertThat(run("REHEARSAL=off " + REHEARSE)).isEmpty();
        assertThat(target.resolve("rehearsed")).doesNotExist();
    }

    private void built(Instant when) throws Exception {
        write(target.resolve("built"), when);
    }

    private static void write(Path file, Instant when) throws Exception {
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    private void java(String then) throws Exception {
        Path java = Files.writeString(jdk.resolve("bin/java"), "#!/usr/bin/env bash\necho \"$@\"\n" + then + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private String run(String command) throws Exception {
        var script = "set -euo pipefail; root=" + root + "; JAVA_HOME=" + jdk + "; . "
                + Path.of("launch.sh").toAbsolutePath() + "; " + command;
        var builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        builder.environment().remove("REHEARSAL");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
