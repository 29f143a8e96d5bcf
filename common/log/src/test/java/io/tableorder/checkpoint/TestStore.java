package io.tableorder.checkpoint;

import static io.tableorder.fixture.Sample.category;
import static io.tableorder.fixture.Sample.ended;
import static io.tableorder.fixture.Sample.menu;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.placed;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.table;

import io.tableorder.event.OrderLine;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.StoreState;
import java.time.Instant;

/** A store with a menu, whose guests at table 1 order. */
final class TestStore {

    private static final int TABLE = 1;
    private static final String SESSION = "session";

    private final StoreLog log;
    private StoreState state;
    private int orders;

    private TestStore(String storeId) {
        log = new StoreLog(storeId, Sample.EVENING);
        state = StoreState.unopened(storeId);
    }

    static TestStore named(String storeId) {
        return new TestStore(storeId)
                .happens(opened(), category("meals"), menu("bulgogi", 15_000), table(TABLE), started(SESSION, TABLE));
    }

    TestStore happens(StoreEvent... events) {
        for (StoreEvent event : events) {
            state = state.evolve(log.append(event).event());
        }
        return this;
    }

    TestStore orders(int howMany) {
        for (int i = 0; i < howMany; i++) {
            orders(new OrderLine[0]);
        }
        return this;
    }

    TestStore orders(OrderLine... lines) {
        orders++;
        return happens(placed("order-" + orders, orders, SESSION, TABLE, lines));
    }

    TestStore leave() {
        var session = state.floor().table(Sample.tableId(TABLE)).session();
        return happens(ended(session.sessionId(), TABLE, session.totalAmount(), session.orderCount()));
    }

    TestStore at(Instant time) {
        log.at(time);
        return this;
    }

    StoreState state() {
        return state;
    }
}
