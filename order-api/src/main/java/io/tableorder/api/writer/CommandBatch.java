package io.tableorder.api.writer;

import io.tableorder.api.model.Decision;
import io.tableorder.api.model.Rejection;
import io.tableorder.api.model.StoreDecider;
import io.tableorder.event.Ids;
import io.tableorder.event.Position;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Receipt;
import io.tableorder.store.StoreState;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Commands decided one after the other, each against what the ones before it left, to be committed together.
 *
 * <p>No outcome may leave before the commit, not even a refusal: it may rest on an event of this very batch.
 */
final class CommandBatch {

    private record Decided(Waiting waiting, CommandOutcome outcome) {}

    private final Stores stores;
    private final EventCodec codec;
    private final List<EncodedEvent> events = new ArrayList<>();
    private final List<Decided> decided = new ArrayList<>();
    private Position next;

    CommandBatch(Stores stores, EventCodec codec, Position next) {
        this.stores = stores;
        this.codec = codec;
        this.next = next;
    }

    void decide(Waiting waiting, Instant now) {
        CommandRequest request = waiting.request;
        if (stores.isHeldBack(request.storeId())) {
            waiting.outcome.completeExceptionally(WriterUnavailableException.heldBack());
            return;
        }
        StoreState state = stores.of(request.storeId());
        Receipt receipt = state.receipts().of(request.stamp().commandId());
        try {
            CommandOutcome outcome = receipt == null ? decideAfresh(state, waiting, now) : repeat(receipt, waiting);
            decided.add(new Decided(waiting, outcome));
        } catch (RuntimeException e) {
            // A fault of ours in this one command. It has recorded nothing, so the others are not drawn in.
            waiting.outcome.completeExceptionally(e);
        }
    }

    private CommandOutcome decideAfresh(StoreState state, Waiting waiting, Instant now) {
        Instant time = notBefore(state.head().time(), now);
        return switch (StoreDecider.decide(state, waiting.request.command(), time)) {
            case Decision.Refused(Rejection rejection) -> new CommandOutcome.Refused(rejection);
            case Decision.Unchanged() ->
                new CommandOutcome.Unchanged(CommandSubject.of(state, waiting.request.command()));
            case Decision.Granted(List<StoreEvent> granted) -> {
                waiting.markTried();
                StoreState after = record(state, waiting.request, granted, time);
                yield new CommandOutcome.Done(receiptOf(after, waiting.request), false);
            }
        };
    }

    private StoreState record(StoreState before, CommandRequest request, List<StoreEvent> granted, Instant time) {
        StoreState state = before;
        Position position = next;
        List<EncodedEvent> recorded = new ArrayList<>(granted.size());
        for (StoreEvent event : granted) {
            EncodedEvent encoded = codec.encode(new DraftEvent(
                    Ids.next(),
                    state.storeId(),
                    state.head().sequence() + 1,
                    time,
                    request.stamp(),
                    event,
                    state.head().hash()));
            state = state.evolve(encoded.at(position));
            position = position.next();
            recorded.add(encoded);
        }
        events.addAll(recorded);
        next = position;
        stores.put(state);
        return state;
    }

    private static CommandOutcome repeat(Receipt receipt, Waiting waiting) {
        if (!Objects.equals(receipt.fingerprint(), waiting.request.stamp().fingerprint())) {
            return new CommandOutcome.Refused(new Rejection.IdempotencyKeyReused());
        }
        return new CommandOutcome.Done(receipt, !waiting.wasTried());
    }

    private static Receipt receiptOf(StoreState state, CommandRequest request) {
        return Objects.requireNonNull(state.receipts().of(request.stamp().commandId()));
    }

    /** PostgreSQL keeps microseconds; a finer time would differ between the log and the read models. */
    private static Instant notBefore(Instant earliest, Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.MICROS);
        return time.isBefore(earliest) ? earliest : time;
    }

    List<EncodedEvent> events() {
        return events;
    }

    int size() {
        return decided.size();
    }

    /** To be called once, after the commit. */
    void release() {
        for (Decided each : decided) {
            each.waiting.outcome.complete(each.outcome);
        }
    }
}
