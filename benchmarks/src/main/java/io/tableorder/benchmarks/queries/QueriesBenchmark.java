package io.tableorder.benchmarks.queries;

import io.tableorder.api.OrderApiApplication;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.embedded.QueryPlans;
import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.SecuritySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * Fills PostgreSQL with a large set, shows the plan of every query of the contract, and asks them all at a fixed rate
 * while orders are taken beside it.
 */
public final class QueriesBenchmark {

    private static final String SECRET = "benchmark-secret-key-of-no-other-use-0123456789";
    private static final LargeSet SET =
            new LargeSet(Integer.getInteger("stores", 40), Integer.getInteger("ordersPerStore", 34_000));
    private static final SeededStores INTAKE = new SeededStores(4, 20);
    private static final int QUERIES_PER_SECOND = Integer.getInteger("rate", 200);
    private static final int ORDERS_PER_SECOND = Integer.getInteger("intake", 20);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUpSeconds", 30));
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 30));
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final TokenIssuer tokens =
            new TokenIssuer(new SecuritySettings(SECRET, Duration.ofHours(2), List.of()), InstantSource.system());
    private final int port;

    private QueriesBenchmark(int port) {
        this.port = port;
    }

    public static void main(String[] args) throws Exception {
        try (EmbeddedDatabase database = database();
                EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            System.out.println(SET.fill(database.jdbcUrl()));
            INTAKE.writeTo(kafka.bootstrapServers(), (short) 1);
            QueryPlans plans = QueryPlans.recordedIn(database);
            List<Integer> ports = LoopbackPort.free(3);
            ChildProcess api = startApi(database, kafka, ports);
            try {
                new QueriesBenchmark(ports.getFirst()).run(plans, api);
            } finally {
                api.kill();
            }
        }
    }

    private static EmbeddedDatabase database() {
        String kept = System.getProperty("data");
        return kept == null
                ? EmbeddedDatabase.startTemporary()
                : EmbeddedDatabase.startIn(Path.of(kept), LoopbackPort.ANY);
    }

    private static ChildProcess startApi(EmbeddedDatabase database, EmbeddedKafka kafka, List<Integer> ports)
            throws IOException {
        Map<String, String> environment = Map.of(
                "SECRET_KEY", SECRET,
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "KAFKA_REPLICATION_FACTOR", "1",
                "DATABASE_URL", database.jdbcUrl(),
                "PORT", String.valueOf(ports.get(0)),
                "MANAGEMENT_PORT", String.valueOf(ports.get(1)),
                "INTERNAL_PORT", String.valueOf(ports.get(2)),
                "ORDER_RATE_LIMIT_PER_MINUTE", "0");
        return ChildProcess.start(new ChildProcess.Program(
                OrderApiApplication.class.getName(),
                List.of(),
                System.getProperty("java.class.path"),
                List.of("-Xmx1g", "-Xshare:auto"),
                environment,
                Path.of("target", "queries-order-api.log")));
    }

    private void run(QueryPlans plans, ChildProcess api) throws Exception {
        try (SteadyLoad load = new SteadyLoad(port)) {
            awaitReady(load, api);
            showPlans(load, plans);
            plans.stop();
            measure(load, WARM_UP);
            report(measure(load, SPAN));
        }
    }

    private void awaitReady(SteadyLoad load, ChildProcess api) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        SteadyLoad.Request order = orders().next(0);
        SteadyLoad.Request board = SteadyLoad.get(Screen.BOARD.request(SET, tokens, new Random(1)));
        while (load.status(order) != 201 || load.status(board) != 200) {
            if (System.nanoTime() > deadline || !api.isAlive()) {
                throw new IllegalStateException("order-api does not answer. The end of its log:\n" + api.logTail());
            }
            Thread.sleep(200);
        }
    }

    private void showPlans(SteadyLoad load, QueryPlans plans) {
        Random random = new Random(1);
        for (Screen screen : Screen.values()) {
            Screen.Request request = screen.request(SET, tokens, random);
            plans.take();
            int status = load.status(SteadyLoad.get(request));
            System.out.printf("%n== GET %s: %d%n", request.path(), status);
            plans.take().stream().filter(plan -> plan.contains("orders.")).forEach(System.out::println);
        }
    }

    private Map<String, Histogram> measure(SteadyLoad load, Duration span) throws InterruptedException {
        Random random = new Random(2);
        return load.run(
                span,
                new SteadyLoad.Source(QUERIES_PER_SECOND, _ -> SteadyLoad.get(Screen.any(SET, tokens, random))),
                new SteadyLoad.Source(ORDERS_PER_SECOND, orders()::next));
    }

    private interface Orders {
        SteadyLoad.Request next(int number);
    }

    private Orders orders() {
        AtomicInteger next = new AtomicInteger();
        String run = Long.toString(System.nanoTime(), 36);
        return _ -> {
            int number = next.getAndIncrement();
            int store = number % INTAKE.stores();
            String table = SeededStores.tableId(store, number / INTAKE.stores() % INTAKE.tablesPerStore());
            String token = tokens.issue(table, Role.TABLE, SeededStores.CHAIN, SeededStores.storeId(store), table)
                    .value();
            return new SteadyLoad.Request(
                    "POST order",
                    "/api/v1/customer/orders",
                    token,
                    "{\"items\":[{\"menu_id\":\"menu-1\",\"quantity\":2}]}",
                    run + "-" + number);
        };
    }

    private static void report(Map<String, Histogram> latencies) {
        Histogram queries = new Histogram(3);
        System.out.printf("%n%d queries/s beside %d orders/s%n", QUERIES_PER_SECOND, ORDERS_PER_SECOND);
        System.out.println("request              count   p50 ms   p99 ms   max ms");
        latencies.forEach((name, histogram) -> {
            print(name, histogram);
            if (!name.startsWith("POST")) {
                queries.add(histogram);
            }
        });
        print("all queries", queries);
    }

    private static void print(String name, Histogram histogram) {
        System.out.printf(
                Locale.ROOT,
                "%-18s %7d  %7.2f  %7.2f  %7.2f%n",
                name,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1_000.0,
                histogram.getValueAtPercentile(99) / 1_000.0,
                histogram.getMaxValue() / 1_000.0);
    }
}
