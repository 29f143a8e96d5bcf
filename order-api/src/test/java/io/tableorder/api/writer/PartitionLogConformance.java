package io.tableorder.api.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.store.Head;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link PartitionLog} must do; each implementation extends this. */
abstract class PartitionLogConformance {

    private static final EventCodec CODEC = new EventCodec();

    /** Another log of the same partition, as another instance would have it. */
    abstract PartitionLog another();

    private record Past(List<RecordedEvent> events) implements PartitionLog.History {
        Past() {
            this(new ArrayList<>());
        }

        @Override
        public void event(RecordedEvent event) {
            events.add(event);
        }

        @Override
        public void unreadable(String storeId, Position position, UnreadableEventException cause) {
            throw cause;
        }

        List<StoreEvent> facts() {
            return events.stream().map(RecordedEvent::event).toList();
        }
    }

    private static StoreEvent fact(String name) {
        return new StoreLifecycleEvent.Renamed(name);
    }

    /** Heads are of no concern to a log, so each of these begins a chain. */
    private static List<EncodedEvent> encoded(String... names) {
        return List.of(names).stream()
                .map(name -> CODEC.encode(new DraftEvent(
                        "e-" + name,
                        "hanok",
                        1,
                        TestCommands.NOW,
                        TestCommands.stamp("c-" + name),
                        fact(name),
                        Head.GENESIS_HASH)))
                .toList();
    }

    @Test
    void what_was_appended_is_the_next_owners_past() {
        try (PartitionLog first = another()) {
            Position next = first.open(new Past());
            next = first.append(encoded("a", "b"), next);
            first.append(encoded("c"), next);
        }
        Past past = new Past();
        try (PartitionLog second = another()) {
            second.open(past);
        }
        assertThat(past.facts()).containsExactly(fact("a"), fact("b"), fact("c"));
    }

    @Test
    void events_stand_where_they_were_said_to() {
        try (PartitionLog first = another()) {
            Position next = first.open(new Past());
            Position afterTwo = first.append(encoded("a", "b"), next);
            first.append(encoded("c"), afterTwo);
            Past past = new Past();
            try (PartitionLog second = another()) {
                second.open(past);
            }
            assertThat(past.events()).extracting(RecordedEvent::position).containsExactly(next, next.next(), afterTwo);
        }
    }

    @Test
    void a_former_owner_is_shut_out() {
        try (PartitionLog former = another();
                PartitionLog owner = another()) {
            Position next = former.open(new Past());
            owner.open(new Past());

            assertThatThrownBy(() -> former.append(encoded("late"), next)).isInstanceOf(LogException.Fenced.class);

            Past past = new Past();
            owner.open(past);
            assertThat(past.facts()).isEmpty();
        }
    }

    @Test
    void a_log_can_be_opened_again_by_its_owner() {
        try (PartitionLog only = another()) {
            only.append(encoded("a"), only.open(new Past()));
            Past past = new Past();
            Position next = only.open(past);
            only.append(encoded("b"), next);
            assertThat(past.facts()).containsExactly(fact("a"));
        }
    }
}
