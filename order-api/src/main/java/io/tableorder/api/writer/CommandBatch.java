package io.tableorder.api.writer;

import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.decide.Decision;
import io.tableorder.decide.Rejection;
import io.tableorder.decide.StoreDecider;
import io.tableorder.event.Ids;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Receipt;
import io.tableorder.store.ReceiptStub;
import io.tableorder.store.StoreState;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Commands decided one after the other, each against what the ones before it left, to be committed together. What the
 * partitions hold stays as it was until {@link #apply}, so a failed commit has nothing to undo.
 *
 * <p>No outcome may leave before the commit, not even a refusal: it may rest on an event of this very batch.
 */
final class CommandBatch {

    private record Decided(Waiting waiting, Verdict verdict) {}

    /** This is what one partition would become. */
    private static final class Change {

        final List<EncodedEvent> events = new ArrayList<>();
        final Map<String, StoreState> states = new HashMap<>();
    }

    private final EventCodec codec;
    private final Map<HeldPartition, Change> changes = new LinkedHashMap<>();
    private final List<Decided> decided = new ArrayList<>();

    CommandBatch(EventCodec codec) {
        this.codec = codec;
    }

    void decide(HeldPartition partition, Waiting waiting, Instant now) {
        CommandRequest request = waiting.request;
        if (partition.stores().isHeldBack(request.storeId())) {
            waiting.fail(WriterUnavailableException.heldBack());
            return;
        }
        StoreState state = stateOf(partition, request.storeId());
        ReceiptStub earlier = state.receipts().of(request.stamp().commandId());
        try {
            decided.add(new Decided(
                    waiting,
                    earlier == null
                            ? new Verdict.Ended(decideAfresh(partition, state, waiting, now))
                            : repeat(earlier, waiting)));
        } catch (RuntimeException e) {
            // A fault of ours in this one command. It has recorded nothing, so the others are not drawn in.
            waiting.fail(e);
        }
    }

    private StoreState stateOf(HeldPartition partition, String storeId) {
        Change change = changes.get(partition);
        StoreState changed = change == null ? null : change.states.get(storeId);
        return changed == null ? partition.stores().of(storeId) : changed;
    }

    private CommandOutcome decideAfresh(HeldPartition partition, StoreState state, Waiting waiting, Instant now) {
        Instant time = notBefore(state.head().time(), now);
        return switch (StoreDecider.decide(state, waiting.request.command(), time)) {
            case Decision.Refused(Rejection rejection) -> new CommandOutcome.Refused(rejection);
            case Decision.Unchanged() ->
                new CommandOutcome.Unchanged(CommandSubject.of(state, waiting.request.command()));
            case Decision.Granted(List<StoreEvent> granted) -> {
                waiting.markTried();
                yield new CommandOutcome.Done(record(partition, state, waiting, granted, time), false);
            }
        };
    }

    private Receipt record(
            HeldPartition partition, StoreState before, Waiting waiting, List<StoreEvent> granted, Instant time) {
        int earlier =
                changes.containsKey(partition) ? changes.get(partition).events.size() : 0;
        Position position = new Position(partition.partition(), partition.next().offset() + earlier);
        List<EncodedEvent> recorded = new ArrayList<>(granted.size());
        StoreState state = before;
        Receipt receipt = null;
        for (StoreEvent fact : granted) {
            EncodedEvent encoded = codec.encode(new DraftEvent(
                    Ids.next(),
                    state.storeId(),
                    state.head().sequence() + 1,
                    time,
                    waiting.request.stamp(),
                    fact,
                    state.head().hash()));
            RecordedEvent event = encoded.at(position);
            state = state.evolve(event);
            receipt = Receipt.of(event, state);
            position = position.next();
            recorded.add(encoded.inTrace(waiting.traceparent));
        }
        Change change = changes.computeIfAbsent(partition, _ -> new Change());
        change.events.addAll(recorded);
        change.states.put(state.storeId(), state);
        return Objects.requireNonNull(receipt, "What is granted has events");
    }

    private static Verdict repeat(ReceiptStub earlier, Waiting waiting) {
        return earlier.isOf(waiting.request.stamp().fingerprint())
                ? new Verdict.Repeated(earlier, !waiting.wasTried())
                : new Verdict.Ended(new CommandOutcome.Refused(new Rejection.IdempotencyKeyReused()));
    }

    /** PostgreSQL keeps microseconds; a finer time would differ between the log and the read models. */
    private static Instant notBefore(Instant earliest, Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MICROS);
        return time.isBefore(earliest) ? earliest : time;
    }

    /** Returns true if an outcome says how things stand: it is true only while nobody else has written since. */
    boolean restsOnState() {
        return decided.stream().anyMatch(each -> switch (each.verdict) {
            case Verdict.Ended(CommandOutcome outcome) -> !(outcome instanceof CommandOutcome.Done);
            case Verdict.Repeated _ -> false;
        });
    }

    List<PartitionEvents> events() {
        List<PartitionEvents> events = new ArrayList<>(changes.size());
        changes.forEach((partition, change) -> events.add(new PartitionEvents(partition.next(), change.events)));
        return events;
    }

    /**
     * Makes the partitions hold what was decided. To be called once, after the commit.
     *
     * @param next where each partition's next event will stand, in the order of {@link #events}
     */
    void apply(List<Position> next) {
        Iterator<Position> positions = next.iterator();
        changes.forEach((partition, change) -> {
            change.states.values().forEach(partition.stores()::put);
            partition.appended(change.events.size());
            partition.moveTo(positions.next());
        });
    }

    /** Ends the batch; called once, after the commit. */
    void release() {
        for (Decided each : decided) {
            each.waiting.verdict.complete(each.verdict);
        }
    }

    /** This is to be called instead, when it is not known whether the commit took place. */
    void tryAgain() {
        for (Decided each : decided) {
            each.waiting.tryAgain();
        }
    }
}
