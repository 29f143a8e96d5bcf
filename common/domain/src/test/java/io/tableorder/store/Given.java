package io.tableorder.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tableorder.event.CommandStamp;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.RecordedEvents;
import io.tableorder.fixture.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Given what has happened, when something more happens, then the state is this, or it cannot have happened. */
final class Given {

    private final RecordedEvents log = new RecordedEvents(Sample.STORE, Sample.EVENING);
    private final List<RecordedEvent> past = new ArrayList<>();
    private StoreState state = StoreState.unopened(Sample.STORE);

    static Given nothing() {
        return new Given();
    }

    static Given given(StoreEvent... events) {
        return new Given().and(events);
    }

    Given and(StoreEvent... events) {
        for (StoreEvent event : events) {
            happens(log.append(event));
        }
        return this;
    }

    Given and(CommandStamp stamp, StoreEvent... events) {
        for (StoreEvent event : events) {
            happens(log.append(event, stamp));
        }
        return this;
    }

    private void happens(RecordedEvent event) {
        past.add(event);
        state = state.evolve(event);
    }

    List<RecordedEvent> past() {
        return past;
    }

    RecordedEvent eventAt(long offset) {
        return past.stream()
                .filter(event -> event.position().offset() == offset)
                .findFirst()
                .orElseThrow();
    }

    Given at(Instant time) {
        log.at(time);
        return this;
    }

    StoreState state() {
        return state;
    }

    Then when(StoreEvent event) {
        return when(event, recorded -> recorded);
    }

    Then when(StoreEvent event, UnaryOperator<RecordedEvent> alteration) {
        return new Then(state, alteration.apply(log.append(event)));
    }

    record Then(StoreState before, RecordedEvent event) {

        void then(Consumer<StoreState> expectations) {
            expectations.accept(before.evolve(event));
        }

        void isImpossible(String... hints) {
            assertThat(catchThrowable(() -> before.evolve(event)))
                    .isInstanceOf(ImpossibleEventException.class)
                    .hasMessageContainingAll(hints);
        }
    }
}
