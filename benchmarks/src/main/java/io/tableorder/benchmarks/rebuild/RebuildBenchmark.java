package io.tableorder.benchmarks.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.benchmarks.projection.EventLog;
import io.tableorder.benchmarks.projection.OurProjector;
import io.tableorder.benchmarks.service.DatabasePool;
import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.fixture.SeededStores;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.rebuild.BulkConsumers;
import io.tableorder.projector.rebuild.Rebuild;
import io.tableorder.projector.rebuild.RebuildOutcome;
import io.tableorder.projector.rebuild.RebuildProgress;
import io.tableorder.projector.rebuild.RebuildProgress.Phase;
import io.tableorder.projector.rebuild.RebuildRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.util.FileSystemUtils;

/** A rebuild with the projector running, on a database that syncs its commits to disk. */
public final class RebuildBenchmark {
    private static final int EVENTS = Integer.getInteger("events", 400_000);
    /** What a service's pool has at most. */
    private static final int POOL = 15;
    /** The phases are timed to this. */
    private static final long RESOLUTION_MS = 10;

    private RebuildBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("rebuild-benchmark-");
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                EmbeddedDatabase server = EmbeddedDatabase.startIn(directory, LoopbackPort.ANY);
                HikariDataSource database = DatabasePool.open(server.jdbcUrl(), POOL);
                EventLog log = new EventLog(kafka)) {
            log.write(EVENTS);
            System.out.printf("%,d events of %d bytes in the mean%n", log.events(), log.meanBytes());
            KafkaSettings settings =
                    new KafkaSettings(List.of(kafka.bootstrapServers()), SeededStores.PARTITIONS, (short) 1, Map.of());
            try (OurProjector live = new OurProjector(database, settings)) {
                live.awaitApplied(log.events());
                rebuild(database, settings, log.events(), live.eventsPerSecond());
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static void rebuild(HikariDataSource database, KafkaSettings kafka, long events, double livePerSecond)
            throws Exception {
        RebuildProgress progress = new RebuildProgress();
        Rebuild rebuild =
                new Rebuild(database, BulkConsumers.of(KafkaClients.of(kafka)), RecordReader.of(kafka.partitions()));
        Map<Phase, Double> seconds = new EnumMap<>(Phase.class);
        RebuildOutcome outcome;
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<RebuildOutcome> running =
                    thread.submit(() -> rebuild.run(new RebuildRequest.Build("a benchmark", false, null), progress));
            long last = System.nanoTime();
            while (!running.isDone()) {
                Thread.sleep(RESOLUTION_MS);
                long now = System.nanoTime();
                seconds.merge(progress.snapshot().phase(), (now - last) / 1e9, Double::sum);
                last = now;
            }
            outcome = running.get();
        }
        if (!(outcome instanceof RebuildOutcome.Switched)) {
            throw new IllegalStateException("The rebuilt read models are not those of the live projection: " + outcome);
        }
        report(seconds, events, livePerSecond);
    }

    private static void report(Map<Phase, Double> seconds, long events, double livePerSecond) {
        double whole =
                seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        double reading = events / seconds.getOrDefault(Phase.READING, whole);
        System.out.println("phase            seconds");
        seconds.forEach((phase, length) -> System.out.printf("%-14s %9.1f%n", phase, length));
        System.out.printf("%-14s %9.1f%n", "whole", whole);
        System.out.printf(
                "reading %,.0f events/s, %.2f of the live projection's catch-up at %,.0f/s; as a whole %,.0f/s%n",
                reading, reading / livePerSecond, livePerSecond, events / whole);
    }
}
