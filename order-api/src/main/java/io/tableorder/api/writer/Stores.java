package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.HeldStore;
import io.tableorder.hold.StoreRecord;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.StoreState;
import io.tableorder.wire.RecordKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the states of one partition's stores. Confined to the writer's thread.
 *
 * <p>A store whose past cannot be read or folded is held back: it takes no command but an operator's about the record that
 * holds it, since no other could be decided, while the partition's other stores go on.
 */
final class Stores implements TransactionalLog.History {

    private static final Logger log = LoggerFactory.getLogger(Stores.class);

    /**
     * So many keys under which no store was ever opened are held back in one partition; each takes some 1 KiB. A
     * stranger may make up any number of keys, and no order depends on the others: their records are passed over.
     */
    static final int MAXIMUM_STRANGERS = 1_000;

    private final Map<String, StoreState> states = new HashMap<>();
    private final Map<String, HeldStore> heldBack = new HashMap<>();

    private final RepeatedLine heldBackLine = new RepeatedLine();
    private final RepeatedLine passedOverLine = new RepeatedLine();
    private int strangers;

    private final AtomicLong receiptBytes = new AtomicLong();

    Stores() {}

    /** @param restored by store id */
    Stores(Map<String, StoreState> restored) {
        restored.values().forEach(this::put);
    }

    /** Returns every store's state, as of now. */
    Collection<StoreState> all() {
        return List.copyOf(states.values());
    }

    StoreState of(String storeId) {
        StoreState state = states.get(storeId);
        return state == null ? StoreState.unopened(storeId) : state;
    }

    boolean isHeldBack(String storeId) {
        return heldBack.containsKey(storeId);
    }

    /** Returns what holds the store back; null if nothing does. */
    @Nullable
    HeldStore heldBack(String storeId) {
        return heldBack.get(storeId);
    }

    /** Returns true if a store with a past is held back, whose bad record a checkpoint would hide. */
    boolean isCheckpointHeldBack() {
        return heldBack.values().stream().anyMatch(store -> store.before().isOpened());
    }

    /**
     * Returns true if a whole event cannot follow what is known of its store, which may be to blame. What cannot be read
     * says nothing about that.
     */
    boolean isPastInDoubt() {
        return heldBack.values().stream().anyMatch(store -> store.cause() instanceof StoreRecord.Whole);
    }

    void put(StoreState state) {
        count(states.put(state.storeId(), state), -1);
        count(state, 1);
    }

    private void count(@Nullable StoreState state, int sign) {
        if (state != null) {
            receiptBytes.addAndGet(sign * state.receipts().bytes());
        }
    }

    /** Returns what all receipts take. Any thread may ask. */
    long receiptBytes() {
        return receiptBytes.get();
    }

    /** Returns the time of the latest event of all stores. */
    Instant youngest() {
        return states.values().stream()
                .map(state -> state.head().time())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    long receiptsBefore(Instant time) {
        return states.values().stream()
                .mapToLong(state -> state.receipts().countBefore(time))
                .sum();
    }

    /** Returns how many there were. */
    long giveUpReceipts(Instant before) {
        long dropped = 0;
        for (StoreState state : all()) {
            if (state.receipts().countBefore(before) > 0) {
                StoreState fewer = state.withReceiptsSince(before);
                dropped += state.receipts().size() - fewer.receipts().size();
                put(fewer);
            }
        }
        return dropped;
    }

    @Override
    public void nobodys(Position position, RecordKey.Reason reason) {
        passedOver(position, "it concerns no store: " + reason);
    }

    @Override
    public void event(RecordedEvent event) {
        HeldStore held = heldBack.get(event.storeId());
        if (held != null) {
            take(held.next(new StoreRecord.Whole(event)));
            return;
        }
        if (of(event.storeId()).head().isBeyond(event)) {
            passedOver(
                    event.position(), "it repeats event %d of store %s".formatted(event.sequence(), event.storeId()));
            return;
        }
        try {
            put(of(event.storeId()).evolve(event));
        } catch (ImpossibleEventException e) {
            holdBack(event.storeId(), new StoreRecord.Whole(event), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void unreadable(String storeId, StoreRecord.Unreadable record) {
        HeldStore held = heldBack.get(storeId);
        if (held == null) {
            holdBack(storeId, record, record.detail());
        } else {
            take(held.next(record));
        }
    }

    /** Takes what became of a store that was held back. */
    void take(HeldStore.Step step) {
        switch (step) {
            case HeldStore.Step.Held(HeldStore store, var applied) -> {
                hold(store);
                if (!applied.isEmpty()) {
                    tell(store);
                }
            }
            case HeldStore.Step.Released(StoreState state, var applied) -> {
                countStranger(heldBack.remove(state.storeId()), -1);
                put(state);
                log.warn(
                        "Store {} takes commands again: the record that held it back is left out by decision, and {} events behind it are folded",
                        state.storeId(),
                        applied.size());
            }
        }
    }

    private void holdBack(String storeId, StoreRecord record, String detail) {
        HeldStore held = HeldStore.by(record, of(storeId), detail);
        if (isStranger(held) && strangers >= MAXIMUM_STRANGERS) {
            passedOver(record.position(), "no store was ever opened under its key, like " + strangers + " before");
            return;
        }
        count(states.remove(storeId), -1);
        hold(held);
        if (isStranger(held)) {
            heldBackLine.write(others -> log.atError()
                    .addKeyValue("others", others)
                    .log(
                            "The record at {} cannot be applied ({}), and no store {} was ever opened; none can be until ./orders parked skip leaves it out",
                            record.position(),
                            detail,
                            storeId));
        } else {
            tell(held);
        }
    }

    private void hold(HeldStore store) {
        countStranger(heldBack.put(store.storeId(), store), -1);
        countStranger(store, 1);
    }

    private void countStranger(@Nullable HeldStore store, int sign) {
        if (store != null && isStranger(store)) {
            strangers += sign;
        }
    }

    private static boolean isStranger(HeldStore store) {
        return !store.before().isOpened();
    }

    private static void tell(HeldStore held) {
        log.error(
                "Store {} takes no commands: its event at {} cannot be applied ({}). ./orders parked skip leaves it out",
                held.storeId(),
                held.cause().position(),
                held.detail());
    }

    private void passedOver(Position position, String why) {
        passedOverLine.write(others ->
                log.atWarn().addKeyValue("others", others).log("The record at {} is passed over: {}", position, why));
    }
}
