package io.tableorder.benchmarks.takeover;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.process.OrdersCommand;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Restores a partition in a real order-api, again and again killed, first without a checkpoint and then with the one that
 * it wrote; starts a real sse-notifier on the same log each time, and runs operators' commands on it. Then it hands partitions
 * over between plain consumers under each group protocol in turn.
 */
public final class TakeoverBenchmark {

    private static final List<Integer> EVENTS = Stream.of(
                    System.getProperty("events", "10000,1000000").split(","))
            .map(Integer::valueOf)
            .toList();

    /** None to leave that part out. */
    private static final int RESTORES = Integer.getInteger("restores", 3);

    /** A start without a checkpoint reads all of the log, minutes of it; it is left out where more events are behind. */
    private static final int REPLAYED_UP_TO = Integer.getInteger("replayedUpTo", 1_000_000);

    private static final int HANDOVERS = Integer.getInteger("handovers", 5);

    /**
     * The protocol is tried with classic's heartbeat, so that only the protocol differs, and with the one that tests'
     * brokers are set to.
     */
    private static final List<GroupProtocol> PROTOCOLS =
            List.of(GroupProtocol.classic(), GroupProtocol.consumer(1_500), GroupProtocol.consumer(1_000));

    private TakeoverBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (RESTORES > 0) {
            System.out.println("events     checkpoint  events read  restored in ms, median (range)");
            LiveBoard board = LiveBoard.unpack();
            for (int events : EVENTS) {
                restore(events, board);
            }
        }
        if (HANDOVERS > 0) {
            System.out.println("protocol                  until the other has all, ms: after kill -9   after close");
            handOver();
        }
    }

    private static void restore(int events, LiveBoard board) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            String bootstrapServers = kafka.bootstrapServers();
            LongLog.write(bootstrapServers, events);
            if (events <= REPLAYED_UP_TO) {
                report(events, "without", restores(bootstrapServers));
                reportBoards(events, "without", starts(board, bootstrapServers));
            }
            try (OrderApi api = OrderApi.start(bootstrapServers)) {
                OrderApi.Restore first = api.awaitRestore();
                if (events > REPLAYED_UP_TO) {
                    report(events, "without", List.of(first));
                }
                api.orderUntilCheckpoint();
            }
            report(events, "with", restores(bootstrapServers));
            reportBoards(events, "with", starts(board, bootstrapServers));
            reportCommands(events, bootstrapServers);
        }
    }

    private static List<OrderApi.Restore> restores(String bootstrapServers) throws Exception {
        List<OrderApi.Restore> restores = new ArrayList<>();
        for (int round = 0; round < RESTORES; round++) {
            try (OrderApi api = OrderApi.start(bootstrapServers)) {
                restores.add(api.awaitRestore());
            }
        }
        return restores;
    }

    private static List<LiveBoard.Start> starts(LiveBoard board, String bootstrapServers) throws Exception {
        List<LiveBoard.Start> starts = new ArrayList<>();
        for (int round = 0; round < RESTORES; round++) {
            starts.add(board.start(bootstrapServers));
        }
        return starts;
    }

    private static void reportBoards(int events, String checkpoint, List<LiveBoard.Start> starts) {
        System.out.printf(
                "%,9d  %-10s  %,11d  sse-notifier: boards %s, ready %s%n",
                events,
                checkpoint,
                starts.getFirst().recordsRead(),
                summary(starts.stream().mapToLong(LiveBoard.Start::boardsMillis)),
                summary(starts.stream().mapToLong(LiveBoard.Start::readyMillis)));
    }

    private static void report(int events, String checkpoint, List<OrderApi.Restore> restores) {
        OrderApi.Restore any = restores.getFirst();
        System.out.printf(
                "%,9d  %-10s  %,11d  %s%n",
                events,
                checkpoint,
                any.to() - any.from(),
                summary(restores.stream().mapToLong(OrderApi.Restore::millis)));
    }

    private static void reportCommands(int events, String bootstrapServers) throws IOException, InterruptedException {
        String aDayAgo = Instant.now().minus(Duration.ofDays(1)).toString();
        reportCommand(events, bootstrapServers, "verify", "--log-only", "--all");
        reportCommand(events, bootstrapServers, "verify", "--log-only", "--all", "--from", aDayAgo);
        reportCommand(events, bootstrapServers, "replay", "--store", SeededStores.storeId(0), "--from", aDayAgo);
    }

    /** Takes the time from the start of the command's process, with the JVM's own defaults, to its end. */
    private static void reportCommand(int events, String bootstrapServers, String... arguments)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        OrdersCommand command =
                OrdersCommand.run(List.of(), Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers), arguments);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        String said = "orders " + String.join(" ", arguments);
        if (command.exitCode() != 0) {
            throw new IllegalStateException(said + " ended with " + command.exitCode() + ": " + command.output());
        }
        System.out.printf("%,9d  %s: %,d ms%n", events, said, millis);
    }

    private static void handOver() throws Exception {
        Map<GroupProtocol, List<Handover.Times>> times = new LinkedHashMap<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            Handover handover = new Handover(kafka.bootstrapServers());
            handover.createTopic();
            for (int round = 0; round < HANDOVERS; round++) {
                for (GroupProtocol protocol : PROTOCOLS) {
                    times.computeIfAbsent(protocol, _ -> new ArrayList<>()).add(handover.measure(protocol, round));
                }
            }
        }
        times.forEach((protocol, rounds) -> System.out.printf(
                "%-25s %44s  %s%n",
                protocol.name(),
                summary(rounds.stream().mapToLong(Handover.Times::killed)),
                summary(rounds.stream().mapToLong(Handover.Times::closed))));
    }

    private static String summary(LongStream values) {
        long[] sorted = values.sorted().toArray();
        return "%,d (%,d to %,d)".formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
