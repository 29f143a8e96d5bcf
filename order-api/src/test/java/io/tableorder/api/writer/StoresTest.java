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
    void garbage_under_ever_new_keys_is_held_up_to_a_bound_and_no_store_with_a_past_pays_for_it() {
        happens(OPENED);
        for (int i = 0; i <= Stores.MAXIMUM_STRANGERS; i++) {
            stores.unreadable("stranger-" + i, unreadable(i + 9L));
        }

        assertThat(stores.isHeldBack("stranger-0")).isTrue();
        assertThat(stores.isHeldBack("stranger-" + (Stores.MAXIMUM_STRANGERS - 1)))
                .isTrue();
        assertThat(stores.isHeldBack("stranger-" + Stores.MAXIMUM_STRANGERS)).isFalse();
        stores.unreadable("hanok", unreadable(5_000));
        assertThat(stores.isHeldBack("hanok"))
                .as("A store that was opened is held back however many others are")
                .isTrue();
    }

    @Test
    void a_stranger_that_is_let_go_makes_room_for_another() {
        for (int i = 0; i < Stores.MAXIMUM_STRANGERS; i++) {
            stores.unreadable("stranger-" + i, unreadable(i));
        }
        HeldStore held = Objects.requireNonNull(stores.heldBack("stranger-0"));
        stores.take(new HeldStore.Step.Released(held.before(), List.of()));

        stores.unreadable("another", unreadable(5_000));

        assertThat(stores.isHeldBack("stranger-0")).isFalse();
        assertThat(stores.isHeldBack("another")).isTrue();
    }

    @Test
    void only_a_whole_event_that_cannot_follow_puts_the_past_in_doubt() {
        happens(OPENED);
        stores.unreadable("hanok", unreadable(9));
        stores.unreadable("nowhere", unreadable(10));
        assertThat(stores.isPastInDoubt()).isFalse();

        stores.event(new EventCodec()
                .encode(new DraftEvent(
                        "e-7",
                        "elsewhere",
                        7,
                        TestCommands.NOW,
                        TestCommands.stamp("c-7"),
                        new IntakeResumed(),
                        "0".repeat(64)))
                .at(new Position(0, 11)));

        assertThat(stores.isPastInDoubt()).isTrue();
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
