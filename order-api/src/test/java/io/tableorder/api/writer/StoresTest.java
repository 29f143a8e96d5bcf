package io.tableorder.api.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OperatorEvent.RecordSkipped;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent.IntakePaused;
import io.tableorder.event.StoreLifecycleEvent.IntakeResumed;
import io.tableorder.event.StoreLifecycleEvent.Opened;
import io.tableorder.hold.HeldStore;
import io.tableorder.hold.StoreRecord;
import io.tableorder.store.StoreState;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.UnreadableEventException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StoresTest {

    private static final StoreEvent OPENED = new Opened("chain", "한옥", ZoneId.of("Asia/Seoul"), "KRW");

    private final Stores stores = new Stores();
    private final List<EncodedEvent> written = new ArrayList<>();
    private long offset;

    private void happens(StoreEvent event) {
        StoreState before = stores.of("hanok");
        written.add(new EventCodec()
                .encode(new DraftEvent(
                        "e-" + offset,
                        "hanok",
                        before.head().sequence() + 1,
                        TestCommands.NOW,
                        TestCommands.stamp("c-" + offset),
                        event,
                        before.head().hash())));
        isRead(written.getLast());
    }

    private void isRead(EncodedEvent event) {
        RecordedEvent recorded = event.at(new Position(0, offset++));
        stores.event(recorded);
    }

    @Test
    void a_copy_of_any_event_changes_nothing_and_holds_no_store_back() {
        happens(OPENED);
        happens(new IntakePaused(null));
        StoreState before = stores.of("hanok");

        List.copyOf(written).forEach(this::isRead);

        assertThat(stores.isHeldBack("hanok")).isFalse();
        assertThat(stores.of("hanok")).isSameAs(before);
        happens(new IntakeResumed());
        assertThat(stores.of("hanok").head().sequence()).isEqualTo(3);
    }

    @Test
    void another_event_in_the_place_of_the_last_holds_the_store_back() {
        happens(OPENED);
        StoreState opened = stores.of("hanok");
        happens(new IntakePaused(null));
        EncodedEvent other = new EventCodec()
                .encode(new DraftEvent(
                        "e-other",
                        "hanok",
                        2,
                        TestCommands.NOW,
                        TestCommands.stamp("other"),
                        new IntakePaused("other"),
                        opened.head().hash()));

        isRead(other);

        assertThat(stores.isHeldBack("hanok")).isTrue();
    }

    @Test
    void garbage_under_the_key_of_no_store_keeps_no_checkpoint_back() {
        happens(OPENED);
        stores.unreadable("nowhere", unreadable(9));
        assertThat(stores.isHeldBack("nowhere")).isTrue();
        assertThat(stores.isCheckpointHeldBack()).isFalse();

        stores.unreadable("hanok", unreadable(10));
        assertThat(stores.isCheckpointHeldBack()).isTrue();
    }

    @Test
    void a_decision_about_the_record_lets_a_store_and_its_checkpoint_go() {
        happens(OPENED);
        stores.unreadable("hanok", unreadable(1));
        HeldStore held = Objects.requireNonNull(stores.heldBack("hanok"));

        offset = 2;
        isRead(new EventCodec()
                .encode(new DraftEvent(
                        "e-skip",
                        "hanok",
                        held.end().sequence() + 1,
                        TestCommands.NOW,
                        TestCommands.stamp("skip"),
                        new RecordSkipped("0-1", held.cause().hash(), "a stranger's"),
                        held.end().hash())));

        assertThat(stores.isHeldBack("hanok")).isFalse();
        assertThat(stores.isCheckpointHeldBack()).isFalse();
        assertThat(stores.of("hanok").head().sequence()).isEqualTo(2);
    }

    private static StoreRecord.Unreadable unreadable(long offset) {
        return new StoreRecord.Unreadable(
                new Position(0, offset),
                null,
                "f".repeat(64),
                UnreadableEventException.Reason.NULL_VALUE,
                "The record has no value");
    }
}
