package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the images' entry points make of their arguments, with a Java that says what it was given. */
class ImageTest {
    private record Run(int exitCode, List<String> lines) {}

    @TempDir
    private Path bin;

    @Test
    void a_command_and_its_options_reach_the_program() throws Exception {
        Run run = run("orders", "parked", "skip", "7-123", "--reason", "of no use to anyone");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .containsSubsequence(
                        "-jar", "/app/application.jar", "parked", "skip", "7-123", "--reason", "of no use to anyone");
    }

    @Test
    void a_rebuild_has_the_compiler_for_long_runs() throws Exception {
        assertThat(run("orders", "rebuild").lines()).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(run("orders", "verify").lines()).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void a_service_takes_no_command_and_says_who_does() throws Exception {
        Run refused = run("serve", "parked", "list");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lines()).anyMatch(line -> line.contains("docker compose run --rm orders parked list"));
        assertThat(run("serve").lines()).endsWith("-jar", "/app/application.jar");
    }

    private Run run(String entryPoint, String... arguments) throws IOException, InterruptedException {
        Path java = bin.resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(List.of("../ops/docker/" + entryPoint));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        return new Run(process.waitFor(), lines);
    }
}
