package io.tableorder.store;

import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.table;
import static io.tableorder.store.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.event.RecordedEvent;
import io.tableorder.fixture.RecordedEvents;
import io.tableorder.fixture.Sample;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadFoldTest {

    @Test
    void the_head_is_the_last_event() {
        RecordedEvents log = new RecordedEvents(Sample.STORE, Sample.EVENING);
        RecordedEvent first = log.append(opened());
        RecordedEvent second = log.append(table(1));

        Head head =
                StoreState.unopened(Sample.STORE).evolve(first).evolve(second).head();

        assertThat(head).isEqualTo(new Head(2, second.time(), second.hash(), second.position()));
        assertThat(first.previousHash()).isEqualTo("0".repeat(64));
    }

    @Test
    void a_gap_in_the_sequence_is_impossible() {
        given(opened())
                .when(table(1), event -> with(event, event.storeId(), 3, event.time(), event.previousHash()))
                .isImpossible("expected sequence 2, got 3", "7-102");
    }

    @Test
    void a_repeated_event_is_impossible() {
        RecordedEvents log = new RecordedEvents(Sample.STORE, Sample.EVENING);
        RecordedEvent first = log.append(opened());
        StoreState state = StoreState.unopened(Sample.STORE).evolve(first);

        assertThatThrownBy(() -> state.evolve(first))
                .isInstanceOf(ImpossibleEventException.class)
                .hasMessageContaining("expected sequence 2, got 1");
    }

    @Test
    void an_event_that_names_another_previous_hash_is_impossible() {
        given(opened())
                .when(table(1), event -> with(event, event.storeId(), 2, event.time(), "f".repeat(64)))
                .isImpossible("hash chain is broken", "f".repeat(64));
    }

    @Test
    void a_first_event_that_names_a_previous_one_is_impossible() {
        Given.nothing()
                .when(opened(), event -> with(event, event.storeId(), 1, event.time(), "f".repeat(64)))
                .isImpossible("hash chain is broken");
    }

    @Test
    void time_does_not_run_backwards() {
        given(opened())
                .at(Sample.EVENING.minusNanos(1))
                .when(table(1))
                .isImpossible("2026-11-20T09:00:00Z or later", "2026-11-20T08:59:59.999999999Z");
    }

    @Test
    void two_events_may_share_an_instant() {
        given(opened())
                .at(Sample.EVENING)
                .when(table(1))
                .then(state -> assertThat(state.head().time()).isEqualTo(Sample.EVENING));
    }

    @Test
    void another_stores_event_is_impossible() {
        given(opened())
                .when(table(1), event -> with(event, "hanok-hongdae", 2, event.time(), event.previousHash()))
                .isImpossible("hanok-gangnam", "hanok-hongdae's");
    }

    @Test
    void a_refused_event_leaves_the_state_as_it_was() {
        Given given = given(opened());
        StoreState before = given.state();

        given.when(opened()).isImpossible("opened once");

        assertThat(given.state()).isSameAs(before);
    }

    private static RecordedEvent with(
            RecordedEvent event, String storeId, long sequence, Instant time, String previousHash) {
        return new RecordedEvent(
                event.eventId(),
                storeId,
                sequence,
                time,
                event.stamp(),
                event.event(),
                event.position(),
                previousHash,
                event.hash());
    }
}
