package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.StoreState;
import io.tableorder.wire.RecordKey;
import io.tableorder.wire.UnreadableEventException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the states of one partition's stores. Confined to the writer's thread.
 *
 * <p>A store whose past cannot be read or folded is held back: it takes no command, since no decision about it could be
 * trusted, while the partition's other stores go on.
 */
final class Stores implements TransactionalLog.History {

    private static final Logger log = LoggerFactory.getLogger(Stores.class);

    private final Map<String, StoreState> states = new HashMap<>();
    private final Set<String> heldBack = new HashSet<>();

    private boolean isCheckpointHeldBack;

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
        return heldBack.contains(storeId);
    }

    /** Returns true if a store with a past is held back, whose bad record a checkpoint would hide. */
    boolean isCheckpointHeldBack() {
        return isCheckpointHeldBack;
    }

    int heldBackCount() {
        return heldBack.size();
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
        log.warn("The record at {} concerns no store ({}) and is passed over", position, reason);
    }

    @Override
    public void event(RecordedEvent event) {
        if (heldBack.contains(event.storeId())) {
            return;
        }
        if (of(event.storeId()).head().isBeyond(event)) {
            log.warn(
                    "Store {}: the record at {} repeats event {} of it and is passed over",
                    event.storeId(),
                    event.position(),
                    event.sequence());
            return;
        }
        try {
            put(of(event.storeId()).evolve(event));
        } catch (ImpossibleEventException e) {
            holdBack(event.storeId(), event.position(), e);
        }
    }

    @Override
    public void unreadable(String storeId, Position position, UnreadableEventException cause) {
        holdBack(storeId, position, cause);
    }

    private void holdBack(String storeId, Position position, RuntimeException cause) {
        if (heldBack.add(storeId)) {
            StoreState lost = states.remove(storeId);
            count(lost, -1);
            isCheckpointHeldBack |= lost != null && lost.isOpened();
            log.error(
                    "Store {} takes no commands: its event at {} cannot be applied ({})",
                    storeId,
                    position,
                    cause.getMessage());
        }
    }
}
