package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.StoreRecord;
import io.tableorder.operability.cipher.TextKeys;
import io.tableorder.operability.tracing.Traceparent;
import io.tableorder.store.Receipt;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.UnreadableEventException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The write path without a log: decides and folds as the writer does, in memory. It can be told to be unavailable. */
public final class CommandGatewayTwin implements CommandGateway, LocalCommands {

    /** Reads along. */
    public interface Reader {
        void read(RecordedEvent event, byte[] value, StoreState after);
    }

    private final Clock clock;
    private final PartyTexts texts;
    private final HeldPartition partition = new HeldPartition(0);
    private final EventCodec codec = new EventCodec();
    private final List<Reader> readers = new ArrayList<>();
    private final Map<Long, RecordedEvent> past = new HashMap<>();
    private final List<CommandRequest> requests = new ArrayList<>();
    private @Nullable WriterUnavailableException failure;

    public CommandGatewayTwin(Clock clock) {
        this(clock, new TextKeys());
    }

    /** @param keys are told of each key that a text was enciphered under */
    public CommandGatewayTwin(Clock clock, TextKeys keys) {
        this.clock = clock;
        this.texts = new PartyTexts(new SecureRandom(), keys::learn);
    }

    /** Called with every event, in order, before the command is answered. */
    public synchronized void onEvent(Reader reader) {
        readers.add(reader);
    }

    /** Every command is refused with this reason until {@link #recover}. */
    public synchronized void fail(WriterUnavailableException.Reason reason) {
        failure = WriterUnavailableException.of(reason);
    }

    public synchronized void recover() {
        failure = null;
    }

    /**
     * A stranger has written something unreadable under the store's key, and the writer has read it.
     *
     * @param hash by which a decision names it
     */
    public synchronized Position strangerWrote(String storeId, String hash) {
        Position position = partition.next();
        partition
                .stores()
                .unreadable(
                        storeId,
                        new StoreRecord.Unreadable(
                                position, null, hash, UnreadableEventException.Reason.INVALID_JSON, "garbage"));
        partition.moveTo(position.next());
        return position;
    }

    public synchronized CommandRequest lastRequest() {
        return requests.getLast();
    }

    public synchronized long events() {
        return partition.next().offset();
    }

    private static Verdict verdictOf(Waiting waiting) {
        try {
            return waiting.verdict.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        }
    }

    @Override
    public CommandOutcome submit(CommandRequest request) {
        return submit(request, false, Duration.ZERO);
    }

    @Override
    public synchronized boolean owns(int partition) {
        return failure == null || failure.reason() != WriterUnavailableException.Reason.NOT_OWNED;
    }

    @Override
    public synchronized CommandOutcome submit(CommandRequest request, boolean tried, Duration patience) {
        requests.add(request);
        if (failure != null) {
            throw failure;
        }
        CommandBatch batch = new CommandBatch(codec, texts);
        Waiting waiting = new Waiting(request, 0, tried, 0, Long.MAX_VALUE, Traceparent.unsampled());
        batch.decide(partition, waiting, clock.instant());
        Position next = partition.next();
        List<EncodedEvent> events =
                batch.events().stream().flatMap(each -> each.events().stream()).toList();
        if (!events.isEmpty()) {
            batch.apply(List.of(new Position(next.partition(), next.offset() + events.size())), clock.instant());
        }
        batch.release();
        for (EncodedEvent event : events) {
            RecordedEvent recorded = event.at(next);
            past.put(next.offset(), recorded);
            byte[] value = event.toRecord(next.partition()).value();
            StoreState after = partition.stores().of(request.storeId());
            readers.forEach(reader -> reader.read(recorded, value, after));
            next = next.next();
        }
        return switch (verdictOf(waiting)) {
            case Verdict.Ended(CommandOutcome outcome) -> outcome;
            case Verdict.Repeated(var stub) ->
                new CommandOutcome.Done(
                        Receipt.recall(stub, offset -> Objects.requireNonNull(past.get(offset))),
                        !waiting.isOwn(Objects.requireNonNull(past.get(stub.offset()))));
        };
    }
}
