package io.tableorder.benchmarks.intake;

import io.tableorder.benchmarks.load.Load;
import io.tableorder.benchmarks.load.OpenLoad;
import io.tableorder.benchmarks.load.Tablets;
import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.Flush;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.embedded.Tuning;
import io.tableorder.fixture.SeededStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Starts a broker and the load (here), PostgreSQL, and order-api with the yardsticks (a process of its own), and runs the
 * yardsticks and order in turn, several rounds, so that whatever else the machine does falls on all of them.
 */
public final class IntakeBenchmark {

    /**
     * Enough that a table orders every few seconds and not many times a second; its session, which nobody ends here, is
     * still larger than any party's.
     */
    private static final SeededStores STORES = new SeededStores(Integer.getInteger("stores", 128), 100);

    private static final Tablets TABLETS = tablets(0, STORES.stores());

    /** Half of the stores are plain; the others have stations, and guests there choose options. */
    private static final int PLAIN_STORES = STORES.stores() / 2;

    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 4));
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    /** On two cores that the load shares, the compiler needs a minute of orders before it leaves them alone. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUpSeconds", 75));

    private static final List<Integer> CONNECTIONS = Stream.of(
                    System.getProperty("connections", "8,64").split(","))
            .map(Integer::valueOf)
            .toList();

    /** Fewer for a profile of one; {@code plain,options} compares orders of plain stores with those of the others. */
    private static final List<String> TARGETS =
            List.of(System.getProperty("targets", "no-op,produce,jpa,order").split(","));

    /** The options are given to the servers, for example for a profiler. */
    private static final List<String> OPTIONS =
            List.of(System.getProperty("serverOptions", "-Xshare:auto").split(" "));

    /** Kafka's defaults are those of a broker that somebody else runs. */
    private static final Tuning BROKER =
            Tuning.valueOf(System.getProperty("broker", "ours").toUpperCase(Locale.ROOT));

    /** These are shares of the closed loop's rate: a busy evening, and nearly all there is. */
    private static final double[] OPEN_LOOP_SHARES = {0.5, 0.8};

    private IntakeBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory(Path.of("target"), "intake-postgres-");
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary(BROKER, Flush.LATER);
                EmbeddedDatabase database = EmbeddedDatabase.startIn(data, LoopbackPort.ANY)) {
            STORES.writeTo(kafka.bootstrapServers(), (short) 1);
            createYardstickTopic(kafka.bootstrapServers());
            createYardstickTables(database.jdbcUrl());
            int port = LoopbackPort.free();
            Process server = startServer(kafka.bootstrapServers(), database, port);
            try {
                awaitReady(port, server);
                measure(port);
            } finally {
                server.destroy();
                server.waitFor();
            }
        }
    }

    private static void createYardstickTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(YardstickEndpoints.TOPIC, SeededStores.PARTITIONS, (short) 1);
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private static void createYardstickTables(String jdbcUrl) throws SQLException {
        try (java.sql.Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(JpaYardstick.TABLES);
        }
    }

    private static void measure(int port) throws Exception {
        Map<String, Supplier<byte[]>> targets = new LinkedHashMap<>();
        targets.put("no-op", requests(YardstickEndpoints.NO_OP));
        targets.put("produce", requests(YardstickEndpoints.PRODUCE));
        targets.put("jpa", requests(JpaYardstick.JPA));
        targets.put("order", requests(Tablets.ORDERS));
        if (TARGETS.contains("options")) {
            new Stations(port).add(PLAIN_STORES, STORES.stores());
            targets.put("plain", tablets(0, PLAIN_STORES).posts(Tablets.ORDERS));
            targets.put("options", tablets(PLAIN_STORES, STORES.stores()).ordersWithOptions());
        }
        for (Supplier<byte[]> target : targets.values()) {
            new Load(port, SPAN.multipliedBy(2)).run(64, target);
        }
        new Load(port, WARM_UP).run(64, requests(Tablets.ORDERS));
        targets.keySet().retainAll(TARGETS);
        System.out.printf(
                "%d stores over %d partitions, %d rounds of %d s each%n",
                STORES.stores(), SeededStores.PARTITIONS, ROUNDS, SPAN.toSeconds());
        System.out.println(
                "connections  target    requests/s  of no-op  of produce  of jpa   p50 ms   p99 ms  failures");
        for (int connections : CONNECTIONS) {
            Map<String, List<Load.Result>> results = run(port, connections, targets);
            report(connections, results);
            if (results.containsKey("order")) {
                reportOpenLoop(port, connections, rate(results, "order"));
            }
        }
    }

    /** Orders at shares of the rate that the same connections have just reached in a closed loop. */
    private static void reportOpenLoop(int port, int connections, double closedLoop) throws Exception {
        for (double share : OPEN_LOOP_SHARES) {
            Load.Result result = new OpenLoad(port, SPAN.multipliedBy(ROUNDS), closedLoop * share)
                    .run(connections, requests(Tablets.ORDERS));
            System.out.printf(
                    "%11d  order, due at %,.0f a second (%.0f %% of the closed loop): p50 %.2f ms, p99 %.2f ms, failures %d%n",
                    connections,
                    closedLoop * share,
                    share * 100,
                    result.latencies().getValueAtPercentile(50) / 1_000.0,
                    result.latencies().getValueAtPercentile(99) / 1_000.0,
                    result.failures());
        }
    }

    private static Map<String, List<Load.Result>> run(int port, int connections, Map<String, Supplier<byte[]>> targets)
            throws Exception {
        Map<String, List<Load.Result>> results = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Supplier<byte[]>> target : targets.entrySet()) {
                results.computeIfAbsent(target.getKey(), _ -> new ArrayList<>())
                        .add(new Load(port, SPAN).run(connections, target.getValue()));
            }
        }
        return results;
    }

    private static void report(int connections, Map<String, List<Load.Result>> results) {
        double noOp = rate(results, "no-op");
        double produce = rate(results, "produce");
        double jpa = rate(results, "jpa");
        results.forEach((target, rounds) -> {
            Histogram latencies = new Histogram(3);
            rounds.forEach(round -> latencies.add(round.latencies()));
            System.out.printf(
                    "%11d  %-8s %11.0f  %8.2f  %10.2f  %6.2f  %7.2f  %7.2f  %8d%n",
                    connections,
                    target,
                    rate(results, target),
                    rate(results, target) / noOp,
                    rate(results, target) / produce,
                    rate(results, target) / jpa,
                    latencies.getValueAtPercentile(50) / 1_000.0,
                    latencies.getValueAtPercentile(99) / 1_000.0,
                    rounds.stream().mapToLong(Load.Result::failures).sum());
        });
    }

    /** The median of the rounds. */
    private static double rate(Map<String, List<Load.Result>> results, String target) {
        return median(results.getOrDefault(target, List.of()));
    }

    private static double median(List<Load.Result> rounds) {
        double[] rates =
                rounds.stream().mapToDouble(Load.Result::perSecond).sorted().toArray();
        return rates.length == 0 ? Double.NaN : rates[rates.length / 2];
    }

    private static Tablets tablets(int from, int to) {
        return Tablets.of(IntStream.range(from, to).boxed().toList(), STORES.tablesPerStore());
    }

    private static Supplier<byte[]> requests(String path) {
        return TABLETS.posts(path);
    }

    private static Process startServer(String bootstrapServers, EmbeddedDatabase database, int port)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms2g",
                "-Xmx2g",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints");
        builder.command().addAll(OPTIONS);
        builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), IntakeServer.class.getName()));
        builder.environment()
                .putAll(new OrderApiSettings(bootstrapServers, database.jdbcUrl(), port, LoopbackPort.free())
                        .environment());
        Path log = Path.of("target", "intake-server.log");
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static void awaitReady(int port, Process server) throws Exception {
        byte[] request = requests(Tablets.ORDERS).get();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline && server.isAlive()) {
            try {
                if (new Load(port, Duration.ZERO).run(1, () -> request).failures() == 0) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("order-api does not take orders; see target/intake-server.log");
    }
}
