package io.tableorder.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final int LIMIT_SECONDS = 30;

    @TempDir
    private Path directory;

    @Test
    void it_is_given_its_arguments_and_stopped_in_order_it_may_finish() throws Exception {
        try (var child = ChildProcess.start(greeter(directory))) {
            awaitGreeting(directory);

            child.stop();

            assertThat(child.isAlive()).isFalse();
            assertThat(Files.readString(directory.resolve("log"))).contains("goodbye");
        }
    }

    @Test
    void killed_it_finishes_nothing_and_takes_no_signal_any_more() throws Exception {
        try (var child = ChildProcess.start(greeter(directory))) {
            awaitGreeting(directory);

            child.kill();

            assertThat(child.isAlive()).isFalse();
            assertThat(Files.readString(directory.resolve("log"))).doesNotContain("goodbye");
            assertThatThrownBy(child::pause)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("had ended by itself");
        }
    }

    @Test
    void it_ends_with_the_process_that_started_it() throws Exception {
        long pid = Long.parseLong(KilledOwner.run(Owner.class, directory));

        for (ProcessHandle child : ProcessHandle.of(pid).stream().toList()) {
            child.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(directory.resolve("log"))).doesNotContain("goodbye");
    }

    /** Starts a child, says its process id when it has greeted, and lives until it is killed. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            var child = ChildProcess.start(greeter(directory));
            awaitGreeting(directory);
            System.out.println(child.pid());
            System.in.read();
        }
    }

    /** Greets by a file, and says goodbye when it may. */
    static final class Greeter {
        public static void main(String[] arguments) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
            Files.createFile(Path.of(arguments[0]));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static ChildProcess.Program greeter(Path directory) {
        return new ChildProcess.Program(
                Greeter.class.getName(),
                List.of(directory.resolve("greeting").toString()),
                System.getProperty("java.class.path"),
                List.of("-XX:+UseSerialGC"),
                Map.of(),
                directory.resolve("log"));
    }

    private static void awaitGreeting(Path directory) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!Files.exists(directory.resolve("greeting"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
