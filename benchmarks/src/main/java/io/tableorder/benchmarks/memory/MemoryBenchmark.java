package io.tableorder.benchmarks.memory;

import io.tableorder.benchmarks.load.Tablets;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.fixture.SeededStores;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Starts an order-api on a log with a day's receipts, kills it, starts it again from its checkpoints, and takes orders with it
 * and, in turn, with one whose stores have just opened. Both have the heap and the collector that their container would have.
 */
public final class MemoryBenchmark {

    private static final int STORES = Integer.getInteger("stores", 3_000);
    private static final int RECEIPTS = Integer.getInteger("receipts", 3_000_000);
    private static final String HEAP = System.getProperty("heap", "384m");
    private static final int CONNECTIONS = Integer.getInteger("connections", 64);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUpSeconds", 60));
    private static final List<String> GAUGES = List.of(
            "tableorder_writer_receipts_bytes", "tableorder_writer_receipts_given_up_total", "jvm_memory_used_bytes");

    private static final Tablets TABLETS =
            Tablets.of(IntStream.range(0, STORES).boxed().toList(), DayOfStores.TABLES);

    private MemoryBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedKafka full = EmbeddedKafka.startTemporary();
                EmbeddedKafka fresh = EmbeddedKafka.startTemporary()) {
            DayOfStores.write(full.bootstrapServers(), STORES, RECEIPTS / STORES);
            new SeededStores(STORES, DayOfStores.TABLES).writeTo(fresh.bootstrapServers(), (short) 1);
            System.out.printf("%,d stores, %,d receipts, a heap of %s%n", STORES, RECEIPTS, HEAP);
            writeCheckpoints(full);
            try (Instance day = Instance.start(full.bootstrapServers(), HEAP, TABLETS);
                    Instance empty = Instance.start(fresh.bootstrapServers(), HEAP, TABLETS)) {
                System.out.printf(
                        "ready from the checkpoints after kill -9: %,d ms%n",
                        day.started().toMillis());
                System.out.printf(
                        "ready with stores just opened:            %,d ms%n",
                        empty.started().toMillis());
                compare(day, empty);
            }
        }
    }

    private static void writeCheckpoints(EmbeddedKafka full) throws Exception {
        try (Instance first = Instance.start(full.bootstrapServers(), HEAP, TABLETS)) {
            System.out.printf(
                    "ready from the log, no checkpoint:        %,d ms%n",
                    first.started().toMillis());
            first.warmUp(SPAN, CONNECTIONS);
            first.awaitCheckpoints(SeededStores.PARTITIONS);
        }
    }

    private static void compare(Instance day, Instance empty) throws Exception {
        day.warmUp(WARM_UP, CONNECTIONS);
        empty.warmUp(WARM_UP, CONNECTIONS);
        for (int round = 0; round < ROUNDS; round++) {
            day.measure(SPAN, CONNECTIONS);
            empty.measure(SPAN, CONNECTIONS);
        }
        System.out.println("receipts      orders/s  p50 ms  p99 ms  collecting  failures");
        print("a day's", day.figures());
        print("none before", empty.figures());
        System.out.printf(
                "ratio         %8.2f%n",
                day.figures().perSecond() / empty.figures().perSecond());
        for (String gauge : GAUGES) {
            System.out.printf("%s: %,.0f and %,.0f%n", gauge, day.metric(gauge), empty.metric(gauge));
        }
    }

    private static void print(String name, Instance.Figures figures) {
        System.out.printf(
                "%-12s  %8.0f  %6.2f  %6.1f  %9.1f%%  %8d%n",
                name,
                figures.perSecond(),
                figures.p50Millis(),
                figures.p99Millis(),
                figures.collecting() * 100,
                figures.failures());
    }
}
