package io.tableorder.testkit.process;

import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.embedded.ExtractedJar;
import io.tableorder.embedded.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One service, as it is packaged, in a process of its own that can be dealt with as machines do. */
public final class ServiceInstance implements AutoCloseable {

    /** Nobody listens there: intake needs no PostgreSQL (law 6). */
    public static final String NO_DATABASE = "postgresql://nobody:nothing@127.0.0.1:9/none";

    /** A dozen processes may share two cores with it. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** One for all: a start is asked after ten times a second, and a client for each question would cost more than its answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String service;
    private final ChildProcess.Program program;
    private final URI base;
    private final URI management;
    private final URI internal;
    private @Nullable ChildProcess process;

    /**
     * @param service the module's name
     * @param settings besides ports, key, address and rate limit, and over them; without DATABASE_URL there is none
     * @param log appended to by every start
     */
    public ServiceInstance(String service, Map<String, String> settings, Path log) {
        this.service = service;
        List<Integer> ports = LoopbackPort.free(3);
        this.base = URI.create("http://127.0.0.1:" + ports.get(0));
        this.management = URI.create("http://127.0.0.1:" + ports.get(1));
        this.internal = URI.create("http://127.0.0.1:" + ports.get(2));
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT",
                String.valueOf(ports.get(0)),
                "MANAGEMENT_PORT",
                String.valueOf(ports.get(1)),
                "INTERNAL_PORT",
                String.valueOf(ports.get(2)),
                "SECRET_KEY",
                Tokens.SECRET_KEY,
                "DATABASE_URL",
                NO_DATABASE,
                // Tests order faster than guests do.
                "ORDER_RATE_LIMIT_PER_MINUTE",
                "0"));
        environment.putAll(settings);
        ExtractedJar unpacked = UnpackedService.of(service);
        this.program = new ChildProcess.Program(
                unpacked.mainClass(),
                List.of(),
                unpacked.jar().toString(),
                List.of(
                        "-Xms64m",
                        "-Xmx384m",
                        // Several share two cores with the brokers, and live for a minute.
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"),
                environment,
                log);
    }

    /**
     * Makes an order-api on a cluster, with a replica of everything on each of its brokers.
     *
     * @param bootstrapServers one of the cluster's ways in
     * @param more settings besides
     */
    public static ServiceInstance orderApi(
            EmbeddedKafkaCluster kafka, String bootstrapServers, Map<String, String> more, Path log) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        settings.put("KAFKA_REPLICATION_FACTOR", String.valueOf(kafka.brokers().size()));
        return new ServiceInstance("order-api", settings, log);
    }

    public URI base() {
        return base;
    }

    /** Returns where an order-api is reached by other instances, and how their group knows it. */
    public URI internal() {
        return internal;
    }

    /** Returns where it is scraped. */
    public URI management() {
        return management;
    }

    public String service() {
        return service;
    }

    /**
     * Returns the id of its process.
     *
     * @throws IllegalStateException if it was never started
     */
    public long pid() {
        return running().pid();
    }

    /** Launches the process; it is of use after {@link #awaitReady}. */
    public void start() {
        process = ChildProcess.start(program);
    }

    /** Returns when the instance says that it is ready. */
    public void awaitReady() {
        await(service + " at " + base)
                .atMost(START_LIMIT)
                .until(() -> isReady() || !running().isAlive());
        if (!running().isAlive()) {
            throw new IllegalStateException(
                    service + " ended by itself:\n" + running().logTail());
        }
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns whether the process has been launched and has not ended. */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** SIGTERM, and the end of what is under way. */
    public void stop() {
        running().stop();
    }

    /** Sends SIGKILL. */
    public void kill() {
        running().kill();
    }

    /** Kills it and starts it once more; returns when it says that it is ready. */
    public void startAgain() {
        kill();
        start();
        awaitReady();
    }

    /** SIGSTOP: connections stay open, nothing is answered. */
    public void pause() {
        running().pause();
    }

    /** Sends SIGCONT. */
    public void resume() {
        running().resume();
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException(service + " at " + base + " was never started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
