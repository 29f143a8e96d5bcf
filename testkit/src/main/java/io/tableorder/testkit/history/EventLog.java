package io.tableorder.testkit.history;

import io.tableorder.board.FreeTexts;
import io.tableorder.cipher.EventTexts;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.StoreState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The topic {@code order-events} as any {@code read_committed} reader sees it, each partition in its order.
 *
 * @param ends the first offset of each partition that was not read
 * @param texts reads the free text of its events, which they have as it is kept
 */
public record EventLog(List<LoggedRecord> records, Map<Integer, Long> ends, FreeTexts texts) {

    public EventLog {
        records = List.copyOf(records);
        ends = Map.copyOf(ends);
    }

    static EventLog of(List<LoggedRecord> records) {
        Map<Integer, Long> ends = new HashMap<>();
        records.forEach(record ->
                ends.merge(record.position().partition(), record.position().offset() + 1, Math::max));
        return new EventLog(records, ends, FreeTexts.AS_KEPT);
    }

    /** Returns whether each record is before the offset that comes next in its partition. */
    boolean isBefore(Map<Integer, Long> nextOffsets) {
        return records.stream()
                .map(LoggedRecord::position)
                .allMatch(position -> position.offset() < nextOffsets.getOrDefault(position.partition(), 0L));
    }

    /** Returns the event with its free text as people read it. */
    public RecordedEvent readable(RecordedEvent event) {
        return new RecordedEvent(
                event.eventId(),
                event.storeId(),
                event.sequence(),
                event.time(),
                event.stamp(),
                EventTexts.replaced(event.event(), (_, text) -> texts.read(text).text()),
                event.position(),
                event.previousHash(),
                event.hash());
    }

    /** Returns the same log as if this record had been lost. */
    public EventLog without(Position lost) {
        return without(Set.of(lost));
    }

    /** Returns the same log as if nobody had written these records. */
    public EventLog without(Set<Position> strangers) {
        return new EventLog(
                records.stream()
                        .filter(record -> !strangers.contains(record.position()))
                        .toList(),
                ends,
                texts);
    }

    /** Returns each store's readable events in their order. */
    public Map<String, List<RecordedEvent>> eventsByStore() {
        return records.stream()
                .map(LoggedRecord::event)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(
                        RecordedEvent::storeId, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    }

    /**
     * Returns what each store has come to.
     *
     * @throws io.tableorder.store.ImpossibleEventException if the log is not one that writers write
     */
    public Map<String, StoreState> states() {
        Map<String, StoreState> states = new LinkedHashMap<>();
        eventsByStore().forEach((storeId, events) -> {
            StoreState state = StoreState.unopened(storeId);
            for (RecordedEvent event : events) {
                state = state.evolve(event);
            }
            states.put(storeId, state);
        });
        return states;
    }
}
