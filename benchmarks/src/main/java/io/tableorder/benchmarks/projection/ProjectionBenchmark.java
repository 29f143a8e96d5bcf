package io.tableorder.benchmarks.projection;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.benchmarks.service.DatabasePool;
import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.fixture.SeededStores;
import io.tableorder.operability.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Catch-up of the projector beside its yardsticks on the same log, in turn, each from the start on empty tables; then how
 * late live events are. The database syncs its commits to disk, as the standalone's does.
 */
public final class ProjectionBenchmark {
    private static final int EVENTS = Integer.getInteger("events", 400_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final Duration LIVE = Duration.ofSeconds(Integer.getInteger("live", 20));
    private static final Set<String> ONLY =
            Set.of(System.getProperty("only", "parse,copy,bare,jpa,container1,container4,ours")
                    .split(","));
    /** What a service's pool has at most. */
    private static final int POOL = 15;

    private ProjectionBenchmark() {}

    private interface Run {
        double eventsPerSecond() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("projection-benchmark-");
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                EmbeddedDatabase server = EmbeddedDatabase.startIn(directory, LoopbackPort.ANY);
                HikariDataSource database = DatabasePool.open(server.jdbcUrl(), POOL);
                HikariDataSource rewriting = DatabasePool.open(server.jdbcUrl() + "&reWriteBatchedInserts=true", POOL);
                SessionFactory sessions = sessions(rewriting);
                EventLog log = new EventLog(kafka)) {
            log.write(EVENTS);
            System.out.printf("%,d events of %d bytes in the mean%n", log.events(), log.meanBytes());
            YardstickRun yardsticks = new YardstickRun(kafka.bootstrapServers());
            Map<String, Run> runs = new LinkedHashMap<>();
            runs.put("parse", () -> yardsticks.run(ParseOnly::new));
            runs.put("copy", () -> yardsticks.run(() -> new FlatCopy(database)));
            runs.put("bare", () -> yardsticks.run(() -> new BareProjector(database)));
            runs.put("jpa", () -> yardsticks.run(() -> new JpaProjector(sessions)));
            runs.put("container1", () -> inContainers(database, kafka, log.events(), 1));
            runs.put("container4", () -> inContainers(database, kafka, log.events(), 4));
            runs.put("ours", () -> catchUp(database, kafka, log.events()));
            runs.keySet().retainAll(ONLY);
            report(runs, database, postmaster(directory), log.events());
            if (!LIVE.isZero()) {
                live(database, kafka, log);
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static SessionFactory sessions(DataSource database) {
        Configuration settings = new Configuration()
                .addAnnotatedClass(OrderEntity.class)
                .addAnnotatedClass(LineEntity.class)
                .addAnnotatedClass(JournalEntity.class)
                .addAnnotatedClass(TotalsEntity.class)
                .setPhysicalNamingStrategy(new PhysicalNamingStrategySnakeCaseImpl())
                .setProperty("hibernate.jdbc.batch_size", "500")
                .setProperty("hibernate.order_inserts", "true")
                .setProperty("hibernate.order_updates", "true");
        settings.getProperties().put("hibernate.connection.datasource", database);
        return settings.buildSessionFactory();
    }

    private record Result(double perSecond, double javaMicros, double databaseMicros) {
        double micros() {
            return javaMicros + databaseMicros;
        }
    }

    private static ProcessHandle postmaster(Path directory) throws IOException {
        Path pid = directory.resolve("data").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst()))
                .orElseThrow();
    }

    private static void report(Map<String, Run> runs, DataSource database, ProcessHandle postmaster, long events)
            throws Exception {
        Map<String, List<Result>> results = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Run> run : runs.entrySet()) {
                prepare(database);
                Effort before = Effort.now(postmaster);
                double perSecond = run.getValue().eventsPerSecond();
                Effort effort = Effort.now(postmaster).since(before);
                Result result = new Result(perSecond, effort.javaMicros(events), effort.databaseMicros(events));
                System.err.printf("round %d %-10s %s%n", round, run.getKey(), result);
                // The first round warms the code up.
                if (round > 0) {
                    results.computeIfAbsent(run.getKey(), _ -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        double ours = median(results.getOrDefault("ours", List.of()), Result::perSecond);
        double oursMicros = median(results.getOrDefault("ours", List.of()), Result::micros);
        System.out.println("             events/s  ours to it  CPU µs/event: Java  PostgreSQL  ours to it, by CPU");
        results.forEach((name, each) -> {
            double perSecond = median(each, Result::perSecond);
            System.out.printf(
                    "%-10s %,10.0f  %10.2f  %18.1f  %10.1f  %18.2f%n",
                    name,
                    perSecond,
                    ours / perSecond,
                    median(each, Result::javaMicros),
                    median(each, Result::databaseMicros),
                    median(each, Result::micros) / oursMicros);
        });
    }

    private static double median(List<Result> results, ToDoubleFunction<Result> value) {
        return results.stream()
                .mapToDouble(value)
                .sorted()
                .skip(results.size() / 2)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Empty tables, and nothing of the run before left for PostgreSQL to do. */
    private static void prepare(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("DROP SCHEMA IF EXISTS orders, orders_g1, yardstick CASCADE");
        Flyway.configure()
                .dataSource(database)
                .schemas("orders")
                .locations("classpath:db/projection")
                .load()
                .migrate();
        jdbc.execute(YardstickSqlTables.CREATE);
        jdbc.execute("CHECKPOINT");
    }

    private static double catchUp(DataSource database, EmbeddedKafka kafka, long events) throws Exception {
        try (OurProjector ours = new OurProjector(database, settings(kafka))) {
            ours.awaitApplied(events);
            return ours.eventsPerSecond();
        }
    }

    private static double inContainers(DataSource database, EmbeddedKafka kafka, long events, int consumers)
            throws Exception {
        try (ContainerProjector containers = new ContainerProjector(database, settings(kafka), consumers)) {
            containers.awaitApplied(events);
            return containers.eventsPerSecond();
        }
    }

    private static void live(DataSource database, EmbeddedKafka kafka, EventLog log) throws Exception {
        prepare(database);
        try (OurProjector ours = new OurProjector(database, settings(kafka))) {
            ours.awaitApplied(log.events());
            Histogram late = new Visibility(log, database).measure(LIVE);
            System.out.printf(
                    "Live, %,d events of 1,000 orders/s visible after: p50 %d ms, p99 %d ms, longest %d ms%n",
                    late.getTotalCount(),
                    late.getValueAtPercentile(50),
                    late.getValueAtPercentile(99),
                    late.getMaxValue());
        }
    }

    private static KafkaSettings settings(EmbeddedKafka kafka) {
        return new KafkaSettings(List.of(kafka.bootstrapServers()), SeededStores.PARTITIONS, (short) 1, Map.of());
    }
}
