package io.tableorder.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EncodedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusyStoreTest {

    private static final int PARTITION = 3;
    private static final BusyStore.Shape SHAPE =
            new BusyStore.Shape(10, 4, 3, 5, Instant.parse("2026-11-20T00:00:00Z"), Duration.ofSeconds(1));

    private final List<EncodedEvent> log = new ArrayList<>();

    @Test
    void what_it_wrote_folds_to_its_state() {
        BusyStore store = BusyStore.open(SHAPE, 0, PARTITION, log::add);
        for (int party = 0; party < 20; party++) {
            store.serveParty();
        }

        StoreState folded = StoreState.unopened(store.storeId());
        for (int offset = 0; offset < log.size(); offset++) {
            RecordedEvent event = log.get(offset).at(new Position(PARTITION, offset));
            folded = folded.evolve(event);
        }
        assertThat(folded).isEqualTo(store.state());
        assertThat(store.events()).isEqualTo(log.size());
    }

    @Test
    void its_parties_leave_so_that_its_state_does_not_grow() {
        BusyStore store = BusyStore.open(SHAPE, 0, PARTITION, log::add);
        for (int party = 0; party < 40; party++) {
            store.serveParty();
        }

        assertThat(log)
                .filteredOn(event -> event.at(new Position(PARTITION, 0)).event() instanceof SessionEvent.Ended)
                .hasSize(40 - SHAPE.tables());
        assertThat(store.state().floor().orders()).hasSizeLessThanOrEqualTo(SHAPE.tables() * SHAPE.ordersPerParty());
    }
}
