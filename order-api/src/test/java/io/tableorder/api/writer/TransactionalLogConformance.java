package io.tableorder.api.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.checkpoint.CheckpointLoad;
import io.tableorder.checkpoint.CheckpointUpdate;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.hold.StoreRecord;
import io.tableorder.store.Head;
import io.tableorder.store.StoreState;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.RecordKey;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link TransactionalLog} must do; each implementation extends this. */
abstract class TransactionalLogConformance {

    private static final EventCodec CODEC = new EventCodec();

    /** A writer of the one log under this id, not begun. */
    abstract TransactionalLog writer(String writerId);

    /** Empty partitions of the log, 0 and 1. */
    abstract int partition(int number);

    /** A store whose events belong there. */
    abstract String store(int number);

    record Past(List<RecordedEvent> events) implements TransactionalLog.History {
        Past() {
            this(new ArrayList<>());
        }

        @Override
        public void event(RecordedEvent event) {
            events.add(event);
        }

        @Override
        public void nobodys(Position position, RecordKey.Reason reason) {
            throw new AssertionError("%s: %s".formatted(position, reason));
        }

        @Override
        public void unreadable(String storeId, StoreRecord.Unreadable record) {
            throw new AssertionError(record);
        }

        List<StoreEvent> facts() {
            return events.stream().map(RecordedEvent::event).toList();
        }
    }

    static StoreEvent fact(String name) {
        return new StoreLifecycleEvent.Renamed(name);
    }

    private static EncodedEvent encoded(String storeId, String name, StoreEvent event) {
        return CODEC.encode(new DraftEvent(
                "e-" + name, storeId, 1, TestCommands.NOW, TestCommands.stamp("c-" + name), event, Head.GENESIS_HASH));
    }

    /** Heads are of no concern to a log, so each of these begins a chain. */
    static List<EncodedEvent> encodedOf(String storeId, String... names) {
        return Stream.of(names).map(name -> encoded(storeId, name, fact(name))).toList();
    }

    static List<EncodedEvent> encoded(String... names) {
        return encodedOf("hanok", names);
    }

    /** Of the store of partition 0. */
    List<EncodedEvent> events(String... names) {
        return encodedOf(store(0), names);
    }

    private Position start(int number) {
        return new Position(partition(number), 0);
    }

    static List<Position> append(TransactionalLog log, PartitionEvents... events) {
        return log.append(List.of(events), List.of());
    }

    @Test
    void what_was_appended_is_the_past() {
        try (TransactionalLog log = writer("one")) {
            log.begin();
            Position next =
                    append(log, new PartitionEvents(start(0), events("a", "b"))).getFirst();
            Position end = append(log, new PartitionEvents(next, events("c"))).getFirst();
            Past past = new Past();
            assertThat(log.read(start(0), past)).isEqualTo(end);
            assertThat(past.facts()).containsExactly(fact("a"), fact("b"), fact("c"));
            assertThat(past.events())
                    .extracting(RecordedEvent::position)
                    .containsExactly(start(0), start(0).next(), next);
        }
    }

    @Test
    void reading_goes_on_from_anywhere() {
        try (TransactionalLog log = writer("one")) {
            log.begin();
            Position next =
                    append(log, new PartitionEvents(start(0), events("a"))).getFirst();
            append(log, new PartitionEvents(next, events("b")));
            Past past = new Past();
            log.read(next, past);
            assertThat(past.facts()).containsExactly(fact("b"));
        }
    }

    @Test
    void partitions_are_appended_to_together() {
        try (TransactionalLog log = writer("one")) {
            log.begin();
            List<Position> next = append(
                    log,
                    new PartitionEvents(start(0), events("a")),
                    new PartitionEvents(start(1), encodedOf(store(1), "b", "c")));
            for (int number = 0; number < 2; number++) {
                Past past = new Past();
                assertThat(log.read(start(number), past)).isEqualTo(next.get(number));
                assertThat(past.facts()).hasSize(number + 1);
            }
        }
    }

    @Test
    void a_fenced_writer_appends_and_confirms_nothing_more() {
        try (TransactionalLog former = writer("former");
                TransactionalLog owner = writer("owner")) {
            former.begin();
            former.confirm();
            owner.begin();
            owner.fence(List.of("former"));

            assertThatThrownBy(() -> append(former, new PartitionEvents(start(0), events("late"))))
                    .isInstanceOf(LogException.Fenced.class);

            Past past = new Past();
            owner.read(start(0), past);
            assertThat(past.facts()).isEmpty();
        }
    }

    @Test
    void a_fenced_writer_that_only_asks_learns_it() {
        try (TransactionalLog former = writer("former");
                TransactionalLog owner = writer("owner")) {
            former.begin();
            owner.begin();
            owner.fence(List.of("former"));
            assertThatThrownBy(former::confirm).isInstanceOf(LogException.Fenced.class);
        }
    }

    @Test
    void a_fence_leaves_others_alone() {
        try (TransactionalLog former = writer("former");
                TransactionalLog owner = writer("owner");
                TransactionalLog third = writer("third")) {
            former.begin();
            owner.begin();
            third.begin();
            owner.fence(List.of("former"));
            append(third, new PartitionEvents(start(1), encodedOf(store(1), "a")));
            append(owner, new PartitionEvents(start(0), events("b")));
        }
    }

    @Test
    void a_fenced_writer_that_lives_begins_another_tenure() {
        try (TransactionalLog former = writer("former");
                TransactionalLog owner = writer("owner")) {
            former.begin();
            owner.begin();
            owner.fence(List.of("former"));
            former.begin();
            append(former, new PartitionEvents(start(1), encodedOf(store(1), "a")));
        }
    }

    @Test
    void a_checkpoint_is_found_by_the_next_owner() {
        StoreState state = StoreState.unopened(store(0))
                .evolve(encoded(
                                store(0),
                                "open",
                                new StoreLifecycleEvent.Opened("chain", "한옥", ZoneId.of("Asia/Seoul"), "KRW"))
                        .at(start(0)));
        try (TransactionalLog former = writer("former");
                TransactionalLog owner = writer("owner")) {
            former.begin();
            assertThat(former.checkpoint(partition(0))).isInstanceOf(CheckpointLoad.Missing.class);
            Position next = append(
                            former,
                            new PartitionEvents(
                                    start(0),
                                    List.of(encoded(
                                            store(0),
                                            "open",
                                            new StoreLifecycleEvent.Opened(
                                                    "chain", "한옥", ZoneId.of("Asia/Seoul"), "KRW")))))
                    .getFirst();
            CheckpointUpdate update =
                    former.checkpoint(partition(0)).checkpoint().next(List.of(state), next);
            former.append(List.of(), update.records());

            assertThat(owner.checkpoint(partition(0))).isInstanceOfSatisfying(CheckpointLoad.Loaded.class, loaded -> {
                assertThat(loaded.states()).containsOnlyKeys(store(0)).containsValue(state);
                assertThat(loaded.next()).isEqualTo(next);
            });
        }
    }
}
