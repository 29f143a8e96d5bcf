package io.tableorder.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Actor;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.fixture.RecordedEvents;
import io.tableorder.store.StoreState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Given these events, when this is commanded, then that comes of it. Each step gives a new scenario. */
record Scenario(StoreState state, Instant now) {

    static final Instant EVENING = Instant.parse("2026-11-21T10:00:00Z");
    static final LocalDate EVENING_DAY = LocalDate.of(2026, 11, 21);
    static final MenuItem BIBIMBAP = new MenuItem("bibimbap", "rice", "비빔밥", 9_000, null, null, 1, true, null, null);
    static final MenuItem GALBI = new MenuItem("galbi", "grill", "갈비", 32_000, "2인분", null, 1, true, null, null);

    private static final CommandStamp PAST = new CommandStamp("past", null, new Actor(Role.STAFF, "s-1"), null);

    static Scenario given(StoreEvent... events) {
        return new Scenario(StoreState.unopened("hanok"), EVENING).and(events);
    }

    /** An open store with two categories, two menus and tables 1 and 2. */
    static Scenario givenAnOpenStore(StoreEvent... more) {
        return given(
                        new StoreLifecycleEvent.Opened("hanok", "한옥", ZoneId.of("Asia/Seoul"), "KRW"),
                        new CatalogueEvent.CategoryAdded("rice", "밥", 1),
                        new CatalogueEvent.CategoryAdded("grill", "구이", 2),
                        new CatalogueEvent.MenuAdded(BIBIMBAP),
                        new CatalogueEvent.MenuAdded(GALBI),
                        new TableEvent.Added("t1", 1),
                        new TableEvent.Added("t2", 2))
                .and(more);
    }

    Scenario and(StoreEvent... events) {
        StoreState next = state;
        for (StoreEvent event : events) {
            next = next.evolve(
                    RecordedEvents.following(next.storeId(), next.head().sequence(), now, PAST, event));
        }
        return new Scenario(next, now);
    }

    Scenario at(Instant time) {
        return new Scenario(state, time);
    }

    Outcome when(StoreCommand command) {
        return new Outcome(this, StoreDecider.decide(state, command, now));
    }

    /** What came of it; a granted decision must always be one the fold accepts. */
    record Outcome(Scenario before, Decision decision) {

        Scenario then(StoreEvent... expected) {
            assertThat(decision).isEqualTo(new Decision.Granted(List.of(expected)));
            return before.and(expected);
        }

        void thenRefused(Rejection rejection) {
            assertThat(decision).isEqualTo(new Decision.Refused(rejection));
        }

        void thenNothingHappens() {
            assertThat(decision).isEqualTo(new Decision.Unchanged());
        }
    }

    static OrderEvent.Placed placed(String orderId, int number, String sessionId, String tableId, OrderLine... lines) {
        return new OrderEvent.Placed(
                orderId,
                1,
                number,
                EVENING_DAY,
                sessionId,
                tableId,
                Integer.parseInt(tableId.substring(1)),
                List.of(lines),
                List.of(lines).stream().mapToLong(OrderLine::subtotal).sum());
    }

    static OrderLine line(int number, MenuItem menu, int quantity) {
        return new OrderLine(String.valueOf(number), menu.menuId(), menu.menuName(), menu.price(), quantity, null);
    }

    static SessionEvent.Started started(String sessionId, String tableId) {
        return new SessionEvent.Started(sessionId, tableId, Integer.parseInt(tableId.substring(1)));
    }
}
