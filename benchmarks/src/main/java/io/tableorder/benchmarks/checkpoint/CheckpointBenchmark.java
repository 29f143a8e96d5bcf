package io.tableorder.benchmarks.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.checkpoint.CheckpointDecoder;
import io.tableorder.checkpoint.CheckpointLoad;
import io.tableorder.checkpoint.CheckpointUpdate;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.StoreState;
import io.tableorder.testkit.log.BusyStore;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Encodes, loads and replays a busy store in turn; its figures are the medians of the rounds after the warm-up. */
public final class CheckpointBenchmark {

    private static final int ROUNDS = 15;
    private static final int WARM_UP = 5;

    private static final int PARTITION = 0;

    /** A store at its bounds. */
    private static final BusyStore.Shape SHAPE =
            new BusyStore.Shape(500, 100, 3, 10, Instant.parse("2026-11-20T00:00:00Z"), Duration.ofSeconds(1));

    /** Each party's orders are placed, prepared and completed, each by a command of its own: more than 20,000 receipts. */
    private static final int PARTIES = 2_400;

    private final List<EncodedEvent> log = new ArrayList<>();
    private final BusyStore store = BusyStore.open(SHAPE, 0, PARTITION, log::add);
    private final PartitionCheckpoint none = PartitionCheckpoint.none(PARTITION);
    private final Map<String, List<Long>> times = new HashMap<>();

    private CheckpointBenchmark() {}

    public static void main(String[] args) {
        new CheckpointBenchmark().run();
    }

    private void run() {
        for (int party = 0; party < PARTIES; party++) {
            store.serveParty();
        }
        StoreState before = store.state();
        Position position = new Position(PARTITION, before.head().sequence() + 1);
        List<StoreState> states = List.of(before);
        List<byte[]> values =
                log.stream().map(event -> event.toRecord(PARTITION).value()).toList();
        CheckpointUpdate whole = none.next(states, position);
        Map<String, byte[]> topic = new HashMap<>();
        whole.records().forEach(record -> topic.put(new String(record.key(), UTF_8), record.value()));
        StoreState resumed = loaded(topic);
        if (!resumed.equals(before)) {
            throw new IllegalStateException("The checkpoint is not the fold");
        }
        store.serveParty();
        StoreState later = store.state();
        Position next = new Position(PARTITION, later.head().sequence() + 1);
        CheckpointUpdate step = whole.checkpoint().next(List.of(later), next);
        for (int round = 0; round < ROUNDS; round++) {
            timed(round, "first checkpoint", () -> none.next(states, position));
            timed(round, "next checkpoint", () -> whole.checkpoint().next(List.of(later), next));
            timed(round, "load", () -> loaded(topic));
            timed(round, "replay", () -> replayed(values));
        }
        System.out.printf(
                "%,d events, %,d receipts%n", values.size(), before.receipts().size());
        System.out.printf("replay            %5d ms  %,11d bytes%n", median("replay"), sum(values));
        print("first checkpoint", whole);
        print("next checkpoint", step);
        System.out.printf("load              %5d ms%n", median("load"));
    }

    private static StoreState loaded(Map<String, byte[]> topic) {
        CheckpointLoad load = CheckpointDecoder.decode(PARTITION, topic, Long.MAX_VALUE);
        if (load instanceof CheckpointLoad.Loaded loaded) {
            return loaded.states().values().iterator().next();
        }
        throw new IllegalStateException("Expected a checkpoint, got " + load);
    }

    private StoreState replayed(List<byte[]> values) {
        EventCodec codec = new EventCodec();
        StoreState state = StoreState.unopened(store.state().storeId());
        for (int i = 0; i < values.size(); i++) {
            RecordedEvent event = codec.decode(values.get(i), new Position(PARTITION, i));
            state = state.evolve(event);
        }
        return state;
    }

    private <T> void timed(int round, String what, Supplier<T> work) {
        long started = System.nanoTime();
        T result = work.get();
        long took = System.nanoTime() - started;
        if (round >= WARM_UP && result != null) {
            times.computeIfAbsent(what, _ -> new ArrayList<>()).add(took);
        }
    }

    private void print(String what, CheckpointUpdate update) {
        List<byte[]> values = update.records().stream()
                .map(ProducerRecord::value)
                .filter(value -> value != null)
                .toList();
        System.out.printf(
                "%-17s %5d ms  %,11d bytes in %d records, the largest of %,d%n",
                what,
                median(what),
                sum(values),
                update.records().size(),
                values.stream().mapToInt(value -> value.length).max().orElse(0));
    }

    private long median(String what) {
        List<Long> sorted =
                times.getOrDefault(what, List.of()).stream().sorted().toList();
        return TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() / 2));
    }

    private static long sum(List<byte[]> values) {
        return values.stream().mapToLong(value -> value.length).sum();
    }
}
