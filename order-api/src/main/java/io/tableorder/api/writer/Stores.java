package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.StoreState;
import io.tableorder.wire.UnreadableEventException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of one partition's stores. Confined to the writer's thread.
 *
 * <p>A store whose past cannot be read or folded is held back: it takes no command, since no decision about it could be
 * trusted, while the partition's other stores go on.
 */
final class Stores implements WriterLog.History {

    private static final Logger log = LoggerFactory.getLogger(Stores.class);

    private final Map<String, StoreState> states = new HashMap<>();
    private final Set<String> heldBack = new HashSet<>();

    Stores() {}

    /** @param restored by store id */
    Stores(Map<String, StoreState> restored) {
        states.putAll(restored);
    }

    /** Every store's, as of now. */
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

    int heldBackCount() {
        return heldBack.size();
    }

    void put(StoreState state) {
        states.put(state.storeId(), state);
    }

    @Override
    public void event(RecordedEvent event) {
        if (heldBack.contains(event.storeId())) {
            return;
        }
        try {
            states.put(event.storeId(), of(event.storeId()).evolve(event));
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
            states.remove(storeId);
            log.error(
                    "Store {} takes no commands: its event at {} cannot be applied ({})",
                    storeId,
                    position,
                    cause.getMessage());
        }
    }
}
