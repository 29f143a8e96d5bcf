package io.tableorder.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.LoopbackPort;
import io.tableorder.embedded.TetherJar;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A stub on a busy machine is not silent for so long. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

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
                    .contains("stub has not said that it lives for 3 s; ending it by force");
        }
    }

    @Test
    void a_service_that_says_that_it_is_dead_is_started_again() throws Exception {
        try (var service = SupervisedService.start(spec(StubService.class), out)) {
            service.awaitReady(LIMIT);
            long dead = service.pid();
            // As when the thread that reads the log is gone for good: ready it never says again, but it answers.
            Files.createFile(directory.resolve(StubService.DEAD + dead));

            await().atMost(LIMIT).until(() -> service.pid() != dead);
            service.awaitReady(LIMIT);
        }
    }

    @Test
    void a_service_that_is_not_ready_but_lives_is_left_alone() throws Exception {
        try (var service = SupervisedService.start(spec(StubService.class), out)) {
            service.awaitReady(LIMIT);
            long unready = service.pid();
            Files.createFile(directory.resolve(StubService.UNREADY + unready));
            Files.createFile(directory.resolve(StubService.COUNTED + unready));

            // Its broker is away, and a restart would not bring that back.
            await().atMost(LIMIT).until(() -> StubService.timesAskedWhetherItLives(directory, unready) > 3);

            assertThat(service.pid()).isEqualTo(unready);
        }
    }

    @Test
    void a_service_that_ends_at_once_on_its_cache_is_started_without_it() throws Exception {
        Path cache = Files.createFile(directory.resolve("aot-cache"));
        try (var service = SupervisedService.start(spec(BrokenByItsCache.class, "-XX:AOTCache=" + cache), out)) {
            service.awaitReady(LIMIT);

            assertThat(cache).doesNotExist();
            assertThat(console.toString(StandardCharsets.UTF_8)).contains("stub starts without its AOT cache");
        }
    }

    /** Ends while it starts whenever it was given a cache, as a JVM that runs a damaged one. */
    public static final class BrokenByItsCache {
        private BrokenByItsCache() {}

        public static void main(String[] arguments) throws Exception {
            if (ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .anyMatch(option -> option.startsWith("-XX:AOTCache="))) {
                Runtime.getRuntime().halt(134);
            }
            StubService.main(arguments);
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
    void a_service_that_takes_its_time_to_end_is_not_taken_for_a_silent_one() throws Exception {
        var service = SupervisedService.start(spec(StubService.class), out);
        service.awaitReady(LIMIT);
        // As a JVM that writes its AOT cache, which takes a minute on a busy machine.
        Path held = Files.createFile(directory.resolve(StubService.HELD + service.pid()));

        service.beginStop();

        await().during(SILENCE.multipliedBy(2))
                .atMost(LIMIT)
                .until(() -> ProcessHandle.of(service.pid()).isPresent());
        Files.delete(held);
        service.close();
        assertThat(Files.readString(directory.resolve("stub.log"))).contains("stopped in order");
        assertThat(console.toString(StandardCharsets.UTF_8)).doesNotContain("by force");
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

    private ServiceSpec spec(Class<?> mainClass, String... jvmOptions) throws Exception {
        return spec(mainClass, directory, jvmOptions);
    }

    private static ServiceSpec spec(Class<?> mainClass, Path directory, String... jvmOptions) throws Exception {
        int port = LoopbackPort.free();
        Path classes = Path.of(
                mainClass.getProtectionDomain().getCodeSource().getLocation().toURI());
        return new ServiceSpec(
                "stub",
                List.of(TetherJar.in(directory), classes),
                mainClass.getName(),
                Stream.concat(Stream.of("-XX:+UseSerialGC"), Stream.of(jvmOptions))
                        .toList(),
                Map.of("SERVER_PORT", String.valueOf(port), StubService.DIRECTORY, directory.toString()),
                directory.resolve("stub.log"),
                URI.create("http://127.0.0.1:" + port + "/health/ready"),
                LIMIT,
                SILENCE);
    }
}
