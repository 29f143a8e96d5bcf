package io.tableorder.api.writer;

import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.decide.CallCommand;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.decide.Decision;
import io.tableorder.decide.LifecycleCommand;
import io.tableorder.decide.OperatorCommand;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.PrinterCommand;
import io.tableorder.decide.Rejection;
import io.tableorder.decide.StationCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.decide.StoreDecider;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.Ids;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.hold.HeldStore;
import io.tableorder.hold.StoreRecord;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

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
        final Map<String, HeldStore.Step> decided = new HashMap<>();
    }

    private final EventCodec codec;
    private final Map<HeldPartition, Change> changes = new LinkedHashMap<>();
    private final List<Decided> decided = new ArrayList<>();
    private final PartyTexts.Batch texts;
    private @Nullable Position unread;

    CommandBatch(EventCodec codec, PartyTexts texts) {
        this.codec = codec;
        this.texts = texts.begin();
    }

    void decide(HeldPartition partition, Waiting waiting, Instant now) {
        CommandRequest request = waiting.request;
        if (request.command() instanceof OperatorCommand.SkipRecord skip
                && isAhead(skip.position(), partition)
                && !waiting.wasTried()) {
            waiting.markTried();
            unread = skip.position();
            waiting.tryAgain();
            return;
        }
        HeldStore held = heldBack(partition, request.storeId());
        if (held != null) {
            decideHeld(partition, held, waiting, now);
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

    /** A stranger's record shows only when the partition is read again: nobody reads what he writes himself. */
    private static boolean isAhead(Position position, HeldPartition partition) {
        return position.offset() >= partition.next().offset();
    }

    /** Returns null if nothing holds the store back, or no longer by what this batch has decided. */
    private @Nullable HeldStore heldBack(HeldPartition partition, String storeId) {
        Change change = changes.get(partition);
        HeldStore.Step decided = change == null ? null : change.decided.get(storeId);
        return switch (decided) {
            case null -> partition.stores().heldBack(storeId);
            case HeldStore.Step.Held(HeldStore store, var _) -> store;
            case HeldStore.Step.Released _ -> null;
        };
    }

    private void decideHeld(HeldPartition partition, HeldStore held, Waiting waiting, Instant now) {
        switch (waiting.request.command()) {
            case OperatorCommand.SkipRecord skip ->
                decided.add(new Decided(waiting, new Verdict.Ended(decide(partition, held, skip, waiting, now))));
            case OrderCommand _,
                    CatalogueCommand _,
                    StationCommand _,
                    PrinterCommand _,
                    TableCommand _,
                    CallCommand _,
                    OperatorCommand.EraseText _,
                    LifecycleCommand _ -> waiting.fail(WriterUnavailableException.heldBack());
        }
    }

    private CommandOutcome decide(
            HeldPartition partition, HeldStore held, OperatorCommand.SkipRecord skip, Waiting waiting, Instant now) {
        for (RecordedEvent earlier : held.waitingDecisions()) {
            if (earlier.stamp().commandId().equals(waiting.request.stamp().commandId())) {
                return new CommandOutcome.Done(Receipt.of(earlier, held.before()), !waiting.isOwn(earlier));
            }
        }
        if (!skip.recordHash().equals(held.cause().hash())) {
            return new CommandOutcome.Refused(
                    skip.position().offset() < held.cause().position().offset()
                            ? new Rejection.NotHeldBack(skip.position())
                            : new Rejection.HeldBackBy(held.cause().position()));
        }
        if (held.isOverfull()) {
            return new CommandOutcome.Refused(
                    new Rejection.TooMuchBehind(held.cause().position()));
        }
        waiting.markTried();
        return new CommandOutcome.Done(skip(partition, held, skip, waiting, now), false);
    }

    private Receipt skip(
            HeldPartition partition, HeldStore held, OperatorCommand.SkipRecord skip, Waiting waiting, Instant now) {
        EncodedEvent encoded = codec.encode(new DraftEvent(
                Ids.next(),
                held.storeId(),
                held.end().sequence() + 1,
                notBefore(held.end().time(), now),
                waiting.request.stamp(),
                new OperatorEvent.RecordSkipped(skip.position().toString(), skip.recordHash(), skip.reason()),
                held.end().hash()));
        RecordedEvent event = encoded.at(nextPosition(partition));
        HeldStore.Step step = held.next(new StoreRecord.Whole(event));
        Change change = changes.computeIfAbsent(partition, _ -> new Change());
        change.events.add(encoded.inTrace(waiting.traceparent));
        change.decided.put(held.storeId(), step);
        if (step instanceof HeldStore.Step.Released(StoreState state, var _)) {
            change.states.put(state.storeId(), state);
        }
        return Receipt.of(event, held.before());
    }

    private Position nextPosition(HeldPartition partition) {
        int earlier =
                changes.containsKey(partition) ? changes.get(partition).events.size() : 0;
        return new Position(partition.partition(), partition.next().offset() + earlier);
    }

    /** Returns a position that a command is about and no partition here has been read up to; null if there is none. */
    @Nullable
    Position unread() {
        return unread;
    }

    private StoreState stateOf(HeldPartition partition, String storeId) {
        Change change = changes.get(partition);
        StoreState changed = change == null ? null : change.states.get(storeId);
        return changed == null ? partition.stores().of(storeId) : changed;
    }

    private CommandOutcome decideAfresh(HeldPartition partition, StoreState state, Waiting waiting, Instant now) {
        Instant time = notBefore(state.head().time(), now);
        Decision decision = StoreDecider.decide(state, waiting.request.command(), time);
        return switch (byKeys(partition, state, waiting.request.command(), decision)) {
            case Decision.Refused(Rejection rejection) -> new CommandOutcome.Refused(rejection);
            case Decision.Unchanged() ->
                new CommandOutcome.Unchanged(CommandSubject.of(state, waiting.request.command()));
            case Decision.Granted(List<StoreEvent> granted) -> {
                waiting.markTried();
                yield new CommandOutcome.Done(record(partition, state, waiting, granted, time), false);
            }
        };
    }

    /** Keys are no part of a store's state, so whether there is one to destroy is not for the store's rules to say. */
    private Decision byKeys(HeldPartition partition, StoreState state, StoreCommand command, Decision decision) {
        if (!(decision instanceof Decision.Granted) || !(command instanceof OperatorCommand.EraseText erase)) {
            return decision;
        }
        if (!texts.canErase(partition, state.storeId(), erase.sessionId())) {
            return new Decision.Unchanged();
        }
        Integer tooMany = texts.tooMany(partition, state.storeId());
        return tooMany == null ? decision : new Decision.Refused(new Rejection.TooManyErasures(tooMany));
    }

    private Receipt record(
            HeldPartition partition, StoreState before, Waiting waiting, List<StoreEvent> granted, Instant time) {
        Position position = nextPosition(partition);
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
                    texts.recorded(partition, state, fact),
                    state.head().hash()));
            if (fact instanceof OperatorEvent.TextErased erased) {
                texts.erase(partition, state.storeId(), erased.sessionId());
            }
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
                ? new Verdict.Repeated(earlier)
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
     * Returns the records of other topics that are committed with the events.
     *
     * @param toPush partitions whose superseded keys are to be compacted
     */
    List<ProducerRecord<byte[], byte[]>> beside(Checkpointer.@Nullable Ready checkpoint, List<HeldPartition> toPush) {
        List<ProducerRecord<byte[], byte[]>> keys = texts.records();
        if (keys.isEmpty() && toPush.isEmpty()) {
            return checkpoint == null ? List.of() : checkpoint.update().records();
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(keys);
        toPush.forEach(partition -> records.add(partition.keys().push()));
        if (checkpoint != null) {
            records.addAll(checkpoint.update().records());
        }
        return records;
    }

    /**
     * Makes the partitions hold what was decided. To be called once, after the commit.
     *
     * @param next where each partition's next event will stand, in the order of {@link #events}
     */
    void apply(List<Position> next, Instant now) {
        texts.apply(now);
        Iterator<Position> positions = next.iterator();
        changes.forEach((partition, change) -> {
            change.decided.values().forEach(partition.stores()::take);
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
