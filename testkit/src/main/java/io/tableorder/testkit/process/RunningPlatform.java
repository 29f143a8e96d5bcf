package io.tableorder.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs the standalone platform as a process of its own, on ports and data of its own. */
public final class RunningPlatform implements AutoCloseable {

    private static final int START_LIMIT_SECONDS = 240;
    private static final int STOP_LIMIT_SECONDS = 30;

    private final Path data;
    private final int portOffset;
    private final Map<String, String> environment;
    private final List<String> options;
    private final List<String> output = new ArrayList<>();
    private Process process;

    public RunningPlatform(Path data, int portOffset) throws IOException, InterruptedException {
        this(data, portOffset, Map.of());
    }

    public RunningPlatform(Path data, int portOffset, Map<String, String> environment)
            throws IOException, InterruptedException {
        this(data, portOffset, environment, List.of());
    }

    /** @param options more of {@code ./start}'s, such as {@code --empty} */
    public RunningPlatform(Path data, int portOffset, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        this.data = data;
        this.portOffset = portOffset;
        this.environment = Map.copyOf(environment);
        this.options = List.copyOf(options);
        this.process = start();
    }

    private Process start() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("table-order.home"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // It lives for a minute beside four other processes on two cores.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtable-order.home=" + home,
                "-jar",
                home.resolve("standalone/target/standalone.jar").toString(),
                "--data=" + data,
                "--port-offset=" + portOffset));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Nothing here lives long enough to win back what thorough compilation costs.
        builder.environment().put("SERVICE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        // Tests order faster than guests do.
        builder.environment().put("ORDER_RATE_LIMIT_PER_MINUTE", "0");
        builder.environment().putAll(environment);
        Process started = builder.start();
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> follow(started, ready));
        try {
            if (ready.get(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return started;
            }
        } catch (ExecutionException | TimeoutException notReady) {
            // As if it had ended.
        }
        started.destroyForcibly();
        throw new IllegalStateException("The platform did not start:\n" + outputSoFar());
    }

    /** Completes with whether it said that it is ready before its output ended. */
    private void follow(Process started, CompletableFuture<Boolean> ready) {
        try (BufferedReader lines = started.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                if (line.startsWith("Ready after")) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            // The process is gone; so is its output.
        }
        ready.complete(false);
    }

    public String outputSoFar() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** Kills the process as kill -9 does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void startAgain() throws IOException, InterruptedException {
        process = start();
    }

    public String orderApi() {
        return "http://127.0.0.1:" + (8080 + portOffset);
    }

    public String notifier() {
        return "http://127.0.0.1:" + (8082 + portOffset);
    }

    /** Returns where each service is scraped. */
    public List<URI> management() {
        return Stream.of(9080, 9081, 9082)
                .map(port -> URI.create("http://127.0.0.1:" + (port + portOffset)))
                .toList();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + (19_092 + portOffset);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The platform did not stop when asked to:\n" + outputSoFar());
        }
    }
}
