package io.tableorder.testkit.process;

import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.AotCache;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.embedded.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

    /**
     * Where modules or the kind of objects differ from those that {@code ./start} has, neither could use an {@link AotCache} of
     * the other.
     */
    static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx384m",
            "-XX:+UseCompactObjectHeaders",
            // Several share two cores with the brokers, and live for a minute.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    private final UnpackedService service;
    private final Map<String, String> environment;
    private final Path log;
    private final Addresses addresses;
    private @Nullable ChildProcess process;

    /** Where a service listens: for everybody, for who scrapes it, and for other instances. */
    record Addresses(URI base, URI management, URI internal) {

        static Addresses free() {
            List<URI> free = LoopbackPort.free(3).stream()
                    .map(port -> URI.create("http://127.0.0.1:" + port))
                    .toList();
            return new Addresses(free.get(0), free.get(1), free.get(2));
        }
    }

    /**
     * @param service the module's name
     * @param settings besides ports, key, address and rate limit, and over them; without DATABASE_URL there is none
     * @param log appended to by every start
     */
    public ServiceInstance(String service, Map<String, String> settings, Path log) {
        this.service = UnpackedService.of(service);
        this.log = log;
        this.addresses = Addresses.free();
        this.environment = environment(addresses, settings);
    }

    static Map<String, String> environment(Addresses addresses, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT",
                String.valueOf(addresses.base().getPort()),
                "MANAGEMENT_PORT",
                String.valueOf(addresses.management().getPort()),
                "INTERNAL_PORT",
                String.valueOf(addresses.internal().getPort()),
                "SECRET_KEY",
                Tokens.SECRET_KEY,
                "DATABASE_URL",
                NO_DATABASE,
                // Tests order faster than guests do.
                "ORDER_RATE_LIMIT_PER_MINUTE",
                "0"));
        environment.putAll(settings);
        return Map.copyOf(environment);
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
        return addresses.base();
    }

    /** Returns where an order-api is reached by other instances, and how their group knows it. */
    public URI internal() {
        return addresses.internal();
    }

    /** Returns where it is scraped. */
    public URI management() {
        return addresses.management();
    }

    public String service() {
        return service.name();
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
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        options.addAll(StartCaches.optionsFor(service, log));
        process = ChildProcess.start(new ChildProcess.Program(
                service.extracted().mainClass(),
                List.of(),
                service.extracted().jar().toString(),
                options,
                environment,
                log,
                service.tether(),
                0));
    }

    /** Returns when the instance says that it is ready. */
    public void awaitReady() {
        await(toString())
                .atMost(START_LIMIT)
                .until(() -> isReady() || !running().isAlive());
        if (!running().isAlive()) {
            throw new IllegalStateException(
                    service.name() + " ended by itself:\n" + running().logTail());
        }
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base().resolve("/health/ready"))
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
            throw new IllegalStateException(this + " was never started");
        }
        return process;
    }

    @Override
    public String toString() {
        return service.name() + " at " + base();
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
