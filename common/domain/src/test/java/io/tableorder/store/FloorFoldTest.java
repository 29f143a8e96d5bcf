package io.tableorder.store;

import static io.tableorder.event.OrderStatus.CANCELLED;
import static io.tableorder.event.OrderStatus.COMPLETED;
import static io.tableorder.event.OrderStatus.PENDING;
import static io.tableorder.event.OrderStatus.PREPARING;
import static io.tableorder.fixture.Sample.EVENING;
import static io.tableorder.fixture.Sample.cancelled;
import static io.tableorder.fixture.Sample.ended;
import static io.tableorder.fixture.Sample.line;
import static io.tableorder.fixture.Sample.moved;
import static io.tableorder.fixture.Sample.opened;
import static io.tableorder.fixture.Sample.placed;
import static io.tableorder.fixture.Sample.started;
import static io.tableorder.fixture.Sample.table;
import static io.tableorder.store.Given.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Position;
import io.tableorder.event.TableEvent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FloorFoldTest {

    @Test
    void an_added_table_is_free() {
        given(opened()).when(table(3)).then(state -> {
            assertThat(state.floor().tableNumbered(3)).contains(new Table("table-3", 3, null));
            assertThat(state.floor().tableNumbered(4)).isEmpty();
        });
    }

    @Test
    void tables_are_listed_by_number() {
        given(opened(), table(10), table(2))
                .when(table(1))
                .then(state -> assertThat(state.floor().tablesByNumber())
                        .extracting(Table::tableNumber)
                        .containsExactly(1, 2, 10));
    }

    @Test
    void a_table_and_its_number_are_there_once() {
        given(opened(), table(3)).when(table(3)).isImpossible("table-3", "already");
        given(opened(), table(3)).when(new TableEvent.Added("other", 3)).isImpossible("number 3", "already");
    }

    @Test
    void a_free_table_can_go_and_its_number_come_back() {
        given(opened(), table(3), new TableEvent.Removed("table-3", 3))
                .when(new TableEvent.Added("new", 3))
                .then(state -> assertThat(state.floor().tablesByNumber()).containsExactly(new Table("new", 3, null)));
    }

    @Test
    void a_table_with_guests_stays() {
        given(opened(), table(3), started("s", 3))
                .when(new TableEvent.Removed("table-3", 3))
                .isImpossible("table-3", "session open");
    }

    @Test
    void a_session_begins_at_its_table() {
        given(opened(), table(3)).when(started("s", 3)).then(state -> {
            Session session = session(state, 3);
            assertThat(session.sessionId()).isEqualTo("s");
            assertThat(session.startedAt()).isEqualTo(EVENING.plusSeconds(2));
            assertThat(session.totalAmount()).isZero();
            assertThat(session.orderCount()).isZero();
        });
    }

    @Test
    void a_table_has_one_session_at_a_time() {
        given(opened(), table(3), started("s", 3)).when(started("t", 3)).isImpossible("table-3", "open session");
    }

    @Test
    void nothing_happens_at_a_table_that_is_not_there() {
        given(opened()).when(started("s", 3)).isImpossible("table table-3", "not there");
        given(opened()).when(ended("s", 3, 0, 0)).isImpossible("table table-3", "not there");
        given(opened()).when(new TableEvent.Removed("table-3", 3)).isImpossible("table table-3", "not there");
        given(opened()).when(placed("o", 1, "s", 3)).isImpossible("table table-3", "not there");
    }

    @Test
    void a_placed_order_waits_and_counts() {
        seated().when(placed("o", 1, "s", 3, line(15_000, 2), line(1_000, 3))).then(state -> {
            assertThat(state.floor().order("o"))
                    .isEqualTo(new Order(
                            "o",
                            1,
                            1,
                            new Position(7, 104),
                            "s",
                            "table-3",
                            3,
                            PENDING,
                            33_000,
                            EVENING.plusSeconds(3),
                            EVENING.plusSeconds(3),
                            List.of(line(15_000, 2), line(1_000, 3)),
                            new Position(7, 104),
                            null,
                            EarlierEvents.NONE));
            assertThat(session(state, 3).totalAmount()).isEqualTo(33_000);
            assertThat(session(state, 3).orderCount()).isEqualTo(1);
        });
    }

    @Test
    void an_order_belongs_to_the_open_session() {
        seated().when(placed("o", 1, "other", 3)).isImpossible("expected open session other", "sessionId=s");
        given(opened(), table(3)).when(placed("o", 1, "s", 3)).isImpossible("expected open session s, got null");
    }

    @Test
    void an_order_begins_with_version_1() {
        seated().when(moved("o", 1, 3, PENDING, PREPARING)).isImpossible("order o", "no open session");
        ordered().when(moved("o", 1, 3, PENDING, PREPARING)).isImpossible("expected version 2, got 1");
    }

    @Test
    void an_order_is_placed_once() {
        ordered().when(placed("o", 2, "s", 3)).isImpossible("Order o is placed already");
    }

    @Test
    void an_order_moves_on_with_its_version_and_position() {
        ordered().when(moved("o", 2, 3, PENDING, PREPARING)).then(state -> {
            Order order = requireNonNull(state.floor().order("o"));
            assertThat(order.status()).isEqualTo(PREPARING);
            assertThat(order.version()).isEqualTo(2);
            assertThat(order.position()).isEqualTo(new Position(7, 105));
            assertThat(order.orderedAt()).isEqualTo(EVENING.plusSeconds(3));
            assertThat(order.updatedAt()).isEqualTo(EVENING.plusSeconds(4));
            assertThat(session(state, 3).totalAmount()).isEqualTo(30_000);
        });
    }

    @Test
    void a_gap_in_the_versions_is_impossible() {
        ordered().when(moved("o", 3, 3, PENDING, PREPARING)).isImpossible("Order o", "expected version 2, got 3");
        ordered().when(cancelled("o", 3, 3, PENDING, 0)).isImpossible("Order o", "expected version 2, got 3");
    }

    @Test
    void an_order_moves_from_where_it_is() {
        ordered().when(moved("o", 2, 3, PREPARING, COMPLETED)).isImpossible("is PENDING", "was PREPARING");
        ordered().when(cancelled("o", 2, 3, PREPARING, 0)).isImpossible("is PENDING", "was PREPARING");
    }

    @Test
    void a_completed_order_moves_back_to_preparation_and_no_further() {
        ordered()
                .and(moved("o", 2, 3, PENDING, COMPLETED))
                .when(moved("o", 3, 3, COMPLETED, PENDING))
                .isImpossible("cannot go from COMPLETED to PENDING");
        ordered()
                .and(moved("o", 2, 3, PENDING, COMPLETED))
                .when(moved("o", 3, 3, COMPLETED, PREPARING))
                .then(state -> assertThat(
                                Objects.requireNonNull(state.floor().order("o")).status())
                        .isEqualTo(PREPARING));
        ordered().when(moved("o", 2, 3, PENDING, CANCELLED)).isImpossible("cannot go from PENDING to CANCELLED");
        ordered().when(moved("o", 2, 3, PENDING, PENDING)).isImpossible("cannot go from PENDING to PENDING");
    }

    @Test
    void a_cancelled_order_no_longer_counts() {
        ordered()
                .and(placed("p", 2, "s", 3, line(9_000, 1)))
                .when(cancelled("o", 2, 3, PENDING, 9_000))
                .then(state -> {
                    assertThat(session(state, 3).totalAmount()).isEqualTo(9_000);
                    assertThat(session(state, 3).orderCount()).isEqualTo(1);
                    assertThat(state.floor().ordersOf(session(state, 3)))
                            .extracting(Order::status)
                            .containsExactly(CANCELLED, PENDING);
                });
    }

    @Test
    void a_cancelled_order_stays_cancelled() {
        Given cancelled = ordered().and(cancelled("o", 2, 3, PENDING, 0));

        cancelled.when(cancelled("o", 3, 3, CANCELLED, -30_000)).isImpossible("cannot go from CANCELLED to CANCELLED");
    }

    @Test
    void a_cancelled_order_does_not_go_to_the_kitchen() {
        ordered()
                .and(cancelled("o", 2, 3, PENDING, 0))
                .when(moved("o", 3, 3, CANCELLED, PREPARING))
                .isImpossible("cannot go from CANCELLED to PREPARING");
    }

    @Test
    void a_cancellation_says_what_the_table_then_comes_to() {
        ordered().when(cancelled("o", 2, 3, PENDING, 1)).isImpossible("Session s comes to 0", "says 1");
    }

    @Test
    void an_ended_session_takes_its_orders_along_and_frees_the_table() {
        ordered()
                .and(placed("p", 2, "s", 3, line(9_000, 1)), cancelled("p", 2, 3, PENDING, 30_000))
                .when(ended("s", 3, 30_000, 1))
                .then(state -> {
                    assertThat(state.floor().tableNumbered(3)).contains(new Table("table-3", 3, null));
                    assertThat(state.floor().orders()).isEmpty();
                });
    }

    @Test
    void other_tables_keep_their_orders() {
        ordered()
                .and(table(4), started("t", 4), placed("p", 2, "t", 4, line(9_000, 1)))
                .when(ended("s", 3, 30_000, 1))
                .then(state -> assertThat(state.floor().orders()).containsOnlyKeys("p"));
    }

    @Test
    void a_session_ends_with_what_it_came_to() {
        ordered().when(ended("s", 3, 29_999, 1)).isImpossible("Session s comes to 30000", "says 29999");
        ordered().when(ended("s", 3, 30_000, 2)).isImpossible("Session s comes to 1", "says 2");
    }

    @Test
    void only_the_open_session_ends() {
        ordered().when(ended("other", 3, 0, 0)).isImpossible("expected open session other");
        given(opened(), table(3)).when(ended("s", 3, 0, 0)).isImpossible("expected open session s, got null");
    }

    @Test
    void the_next_guests_start_from_nothing() {
        ordered()
                .and(ended("s", 3, 30_000, 1))
                .when(started("t", 3))
                .then(state -> assertThat(session(state, 3).totalAmount()).isZero());
    }

    @Test
    void only_open_lines_of_an_unfinished_order_are_completed() {
        var lines = new OrderEvent.LinesCompleted("o", 2, "table-3", List.of("1"));
        ordered().when(lines).then(state -> {
            Order order = requireNonNull(state.floor().order("o"));
            assertThat(order.items()).allMatch(OrderLine::hasBeenCompleted);
            assertThat(order.placedAt()).isNull();
            assertThat(order.status()).isEqualTo(PENDING);
        });
        ordered()
                .and(lines)
                .when(new OrderEvent.LinesCompleted("o", 3, "table-3", List.of("1")))
                .isImpossible("Order o, which is PENDING", "no lines [1] that are open");
        ordered()
                .when(new OrderEvent.LinesCompleted("o", 2, "table-3", List.of("9")))
                .isImpossible("no lines [9]");
        ordered()
                .when(new OrderEvent.LinesCompleted("o", 2, "table-3", List.of()))
                .isImpossible("no lines []");
        ordered()
                .when(new OrderEvent.LinesCompleted("o", 2, "table-3", List.of("1", "1")))
                .isImpossible("no lines [1, 1]");
        ordered()
                .and(moved("o", 2, 3, PENDING, COMPLETED))
                .when(new OrderEvent.LinesCompleted("o", 3, "table-3", List.of("1")))
                .isImpossible("Order o, which is COMPLETED");
        ordered()
                .when(new OrderEvent.LinesCompleted("o", 3, "table-3", List.of("1")))
                .isImpossible("expected version 2, got 3");
    }

    @Test
    void only_completed_lines_are_reopened() {
        var reopened = new OrderEvent.LinesReopened("o", 3, "table-3", List.of("1"));
        ordered()
                .and(new OrderEvent.LinesCompleted("o", 2, "table-3", List.of("1")))
                .when(reopened)
                .then(state -> assertThat(
                                requireNonNull(state.floor().order("o")).items())
                        .noneMatch(OrderLine::hasBeenCompleted));
        ordered()
                .when(new OrderEvent.LinesReopened("o", 2, "table-3", List.of("1")))
                .isImpossible("no lines [1] that are completed");
    }

    private static Given seated() {
        return given(opened(), table(3), started("s", 3));
    }

    /** Order "o" of 30,000 at table 3. */
    private static Given ordered() {
        return seated().and(placed("o", 1, "s", 3, line(15_000, 2)));
    }

    private static Session session(StoreState state, int table) {
        return requireNonNull(state.floor().tableNumbered(table).orElseThrow().session());
    }
}
