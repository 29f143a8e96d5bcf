package io.tableorder.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.LoopbackPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void a_killed_service_comes_back_and_somebody_is_told() throws Exception {
        try (var service = SupervisedService.start(spec(StubService.class), out)) {
            service.awaitReady(LIMIT);
            long killed = service.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await().atMost(LIMIT).until(() -> service.pid() != killed);
            service.awaitReady(LIMIT);

            assertThat(console.toString(StandardCharsets.UTF_8)).contains("stub died (code 137); starting it again");
        }
    }

    @Test
    void a_service_that_falls_silent_is_started_again() throws Exception {
        try (var service = SupervisedService.start(spec(StubService.class), out)) {
            service.awaitReady(LIMIT);
            long silent = service.pid();
            // As after an OutOfMemoryError that took the thread which accepts connections.
            new ProcessBuilder("kill", "-STOP", String.valueOf(silent)).start().waitFor();

            await().atMost(LIMIT).until(() -> service.pid() != silent);
            service.awaitReady(LIMIT);

            assertThat(console.toString(StandardCharsets.UTF_8))
                    .contains("stub has answered nothing for 1 s; ending it by force");
        }
    }

    @Test
    void closing_stops_the_process_and_nothing_brings_it_back() throws Exception {
        var service = SupervisedService.start(spec(StubService.class), out);
        service.awaitReady(LIMIT);
        long pid = service.pid();

        service.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(service.pid()).isEqualTo(pid);
        assertThat(Files.readString(directory.resolve("stub.log"))).contains("stopped in order");
    }

    @Test
    void a_service_that_cannot_start_is_given_up_with_the_end_of_its_log() throws Exception {
        try (var service = SupervisedService.start(spec(BrokenService.class), out)) {
            assertThatThrownBy(() -> service.awaitReady(LIMIT))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("stub ended with code 7 while starting")
                    .hasMessageContaining("no such setting");
        }
    }

    @Test
    void a_service_dies_with_the_process_that_started_it() throws Exception {
        var owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long service;
        try (var output = owner.inputReader()) {
            service = Long.parseLong(output.readLine());
            assertThat(ProcessHandle.of(service)).get().matches(ProcessHandle::isAlive);
        } finally {
            owner.destroyForcibly().waitFor();
        }

        await().atMost(LIMIT)
                .until(() ->
                        ProcessHandle.of(service).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** Starts a service, says its process id, and lives until it is killed. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            var service = SupervisedService.start(spec(StubService.class, Path.of(arguments[0])), System.err);
            service.awaitReady(LIMIT);
            System.out.println(service.pid());
            System.in.read();
        }
    }

    private ServiceSpec spec(Class<?> mainClass) throws Exception {
        return spec(mainClass, directory);
    }

    private static ServiceSpec spec(Class<?> mainClass, Path directory) throws Exception {
        int port = LoopbackPort.free();
        Path classes = Path.of(
                mainClass.getProtectionDomain().getCodeSource().getLocation().toURI());
        return new ServiceSpec(
                "stub",
                List.of(Services.watchJar(directory), classes),
                mainClass.getName(),
                List.of("-XX:+UseSerialGC"),
                Map.of("SERVER_PORT", String.valueOf(port)),
                directory.resolve("stub.log"),
                URI.create("http://127.0.0.1:" + port + "/health/ready"),
                LIMIT,
                Duration.ofSeconds(1));
    }
}
