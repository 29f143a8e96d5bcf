package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.wire.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class BoardStreamTest {

    private static EventLog log;
    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        log = SharedLog.log();
        notifier = Notifier.start(SharedLog.bootstrapServers(), "SSE_HEARTBEAT_INTERVAL=1");
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    private Restaurant restaurant;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        restaurant = Restaurant.open(log, "store-" + test.getDisplayName().hashCode(), "hanok", 3);
    }

    @Test
    void a_screen_sees_the_board_and_then_all_that_happens() throws Exception {
        RecordedEvent before = restaurant.placeOrder(1);
        try (Screen screen = notifierWith(before)) {
            Screen.Event initial = screen.next("initial");
            assertThat(initial.id()).isEqualTo(before.position().toString());
            assertThat(initial.data().get("position").asString()).isEqualTo(initial.id());
            assertThat(initial.data().at("/tables/0/orders/0/order_id").asString())
                    .isEqualTo(Restaurant.orderIdOf(before));
            assertThat(initial.data().at("/tables/0/total_amount").asLong()).isEqualTo(18_000);

            RecordedEvent placed = restaurant.placeOrder(2);
            Screen.Event created = screen.next("order_created");
            assertThat(created.id()).isEqualTo(placed.position().toString());
            assertThat(created.data().get("position").asString()).isEqualTo(created.id());
            assertThat(created.data().get("status").asString()).isEqualTo("PENDING");
            assertThat(created.data().at("/items/0/menu_name").asString()).isEqualTo("비빔밥");
            assertThat(created.data().at("/items/0/subtotal").asLong()).isEqualTo(18_000);

            String orderId = Restaurant.orderIdOf(placed);
            restaurant.changeStatus(orderId, OrderStatus.PREPARING);
            Screen.Event updated = screen.next("order_updated");
            assertThat(updated.data().get("order_id").asString()).isEqualTo(orderId);
            assertThat(updated.data().get("table_id").asString()).isEqualTo("table-2");
            assertThat(updated.data().get("status").asString()).isEqualTo("PREPARING");
            assertThat(updated.data().get("version").asInt()).isEqualTo(2);
            assertThat(updated.data().has("updated_at")).isTrue();

            restaurant.cancel(orderId);
            Screen.Event deleted = screen.next("order_deleted");
            assertThat(deleted.data().get("table_total_amount").asLong()).isZero();
            assertThat(deleted.data().get("reason").asString()).isEqualTo("변심");

            restaurant.endSession(1);
            Screen.Event ended = screen.next("session_ended");
            assertThat(ended.data().get("table_number").asInt()).isEqualTo(1);
            assertThat(ended.data().get("total_session_amount").asLong()).isEqualTo(18_000);
        }
    }

    @Test
    void changes_of_menu_tables_and_store_are_told() throws Exception {
        try (Screen screen = notifierWith(restaurant.placeOrder(1))) {
            screen.next("initial");
            restaurant.write(new CatalogueEvent.MenuAvailabilityChanged("bibimbap", false));
            Screen.Event menu = screen.next("menu_updated");
            assertThat(menu.data().get("menu_id").asString()).isEqualTo("bibimbap");
            assertThat(menu.data().get("available").asBoolean()).isFalse();

            restaurant.write(new TableEvent.Added("table-9", 9));
            assertThat(screen.next("table_updated").data().get("table_number").asInt())
                    .isEqualTo(9);
            restaurant.write(new StoreLifecycleEvent.IntakePaused("재료 소진"));
            Screen.Event store = screen.next("store_updated");
            assertThat(store.data().get("intake_paused").asBoolean()).isTrue();
            assertThat(store.data().get("reason").asString()).isEqualTo("재료 소진");
        }
    }

    @Test
    void a_call_is_on_the_board_and_then_all_that_becomes_of_it() throws Exception {
        RecordedEvent earlier = restaurant.write(new CallEvent.Made("c1", "staff", null, "table-1", 1));
        try (Screen screen = notifierWith(earlier)) {
            Screen.Event initial = screen.next("initial");
            assertThat(initial.data().at("/calls")).hasSize(1);
            assertThat(initial.data().at("/calls/0/kind").asString()).isEqualTo("staff");
            assertThat(initial.data().at("/calls/0/called_at").asString())
                    .isEqualTo(earlier.time().toString());

            RecordedEvent made = restaurant.write(new CallEvent.Made("c2", "water", null, "table-2", 2));
            Screen.Event called = screen.next("call_made");
            assertThat(called.id()).isEqualTo(made.position().toString());
            assertThat(called.data().get("table_number").asInt()).isEqualTo(2);
            assertThat(called.data().get("called_at").asString())
                    .isEqualTo(made.time().toString());

            restaurant.write(new CallEvent.Ended("c1", "staff", "table-1", 1, CallEvent.CallOutcome.ANSWERED));
            Screen.Event ended = screen.next("call_ended");
            assertThat(ended.data().get("call_id").asString()).isEqualTo("c1");
            assertThat(ended.data().get("outcome").asString()).isEqualTo("ANSWERED");

            restaurant.write(new CallEvent.Moved("c2", "table-2", "s1", "table-3", 3));
            assertThat(screen.next("call_moved").data().get("table_id").asString())
                    .isEqualTo("table-3");
        }
    }

    @Test
    void the_answer_is_an_event_stream_that_nothing_in_between_may_hold_back() throws Exception {
        try (Screen screen = notifierWith(restaurant.placeOrder(1))) {
            screen.next("initial");
            var headers = screen.response().headers();
            assertThat(headers.firstValue("Content-Type")).get().asString().startsWith("text/event-stream");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(headers.firstValue("X-Accel-Buffering")).contains("no");
            assertThat(headers.firstValue("X-Heartbeat-Interval")).contains("1");
            assertThat(screen.retryMillis()).isBetween(1_000L, 4_000L);
        }
    }

    @Test
    void a_silent_stream_pings() throws Exception {
        try (Screen screen = notifierWith(restaurant.placeOrder(1))) {
            await().until(() -> screen.pings() >= 2);
            assertThat(screen.next().name()).isEqualTo("initial");
            assertThat(screen.waiting()).isEmpty();
        }
    }

    @Test
    void a_screen_that_comes_back_gets_what_it_missed_and_no_board() throws Exception {
        RecordedEvent last = restaurant.placeOrder(1);
        List<RecordedEvent> missed =
                List.of(restaurant.placeOrder(1), restaurant.placeOrder(1), restaurant.placeOrder(1));
        notifier.awaitPublished(missed.getLast());
        try (Screen screen = notifier.connect(restaurant, last.position().toString())) {
            for (RecordedEvent event : missed) {
                assertThat(screen.next("order_created").id())
                        .isEqualTo(event.position().toString());
            }
            RecordedEvent live = restaurant.placeOrder(2);
            assertThat(screen.next("order_created").id())
                    .isEqualTo(live.position().toString());
        }
        try (Screen screen = notifier.connect(
                notifier.staffToken(restaurant),
                "?last_event_id=" + missed.getFirst().position(),
                null)) {
            assertThat(screen.next("order_created").id())
                    .isEqualTo(missed.get(1).position().toString());
        }
    }

    @Test
    void what_has_left_the_ring_comes_from_the_log() throws Exception {
        RecordedEvent last = restaurant.placeOrder(1);
        // Three times what the ring may hold.
        int orders = 3 * 512 * 1024 / (50 * 900);
        RecordedEvent newest = last;
        for (int order = 0; order < orders; order++) {
            newest = restaurant.placeOrder(1, "note ".repeat(150), 50);
        }
        notifier.awaitPublished(newest);
        try (Screen screen = notifier.connect(restaurant, last.position().toString())) {
            List<RecordedEvent> expected = log.events(restaurant.storeId()).stream()
                    .filter(event -> event.position().offset() > last.position().offset())
                    .toList();
            assertThat(expected).hasSize(orders);
            for (RecordedEvent event : expected) {
                assertThat(screen.next("order_created").id())
                        .isEqualTo(event.position().toString());
            }
            RecordedEvent live = restaurant.placeOrder(2);
            assertThat(screen.next("order_created").id())
                    .isEqualTo(live.position().toString());
        }
    }

    @Test
    void a_position_that_is_not_this_stores_is_answered_by_a_reset_and_the_board() throws Exception {
        RecordedEvent own = restaurant.placeOrder(1);
        notifier.awaitPublished(own);
        int otherPartition = (own.position().partition() + 1) % EventLog.PARTITIONS;
        List<String> foreign = List.of(
                otherPartition + "-0",
                own.position().partition() + "-" + (own.position().offset() + 1_000_000),
                "nonsense",
                "1-2-3");
        for (String position : foreign) {
            try (Screen screen = notifier.connect(restaurant, position)) {
                assertThat(screen.next("reset").data().get("reason").asString()).isEqualTo("unknown_position");
                assertThat(screen.next("initial").id()).isEqualTo(own.position().toString());
            }
        }
    }

    @Test
    void events_can_be_replayed_from_a_time() throws Exception {
        restaurant.placeOrder(1);
        Instant time = Instant.now().plusMillis(2);
        await().until(() -> Instant.now().isAfter(time.plusMillis(2)));
        RecordedEvent after = restaurant.placeOrder(2);
        notifier.awaitPublished(after);
        try (Screen screen = notifier.connect(notifier.staffToken(restaurant), "?since=" + time, null)) {
            assertThat(screen.next("order_created").id())
                    .isEqualTo(after.position().toString());
            RecordedEvent live = restaurant.placeOrder(2);
            assertThat(screen.next("order_created").id())
                    .isEqualTo(live.position().toString());
        }
        try (Screen screen =
                notifier.connect(notifier.staffToken(restaurant), "?since=-999999999-01-01T00:00:00Z", null)) {
            assertThat(screen.next("store_updated").data().get("change").asString())
                    .isEqualTo("store_opened");
        }
        try (Screen screen = notifier.connect(notifier.staffToken(restaurant), "?since=yesterday", null)) {
            assertThat(screen.response().statusCode()).isEqualTo(400);
            assertThat(screen.problem().at("/errors/0/field").asString()).isEqualTo("since");
        }
    }

    @Test
    void another_stores_events_are_never_seen() throws Exception {
        // In one partition, so that only the key tells them apart.
        Restaurant neighbour = Restaurant.open(log, neighbourOf(restaurant.storeId()), "hanok", 2);
        try (Screen screen = notifierWith(restaurant.placeOrder(1))) {
            screen.next("initial");
            RecordedEvent theirs = neighbour.placeOrder(1);
            RecordedEvent own = restaurant.placeOrder(2);
            assertThat(theirs.position().partition()).isEqualTo(own.position().partition());
            assertThat(screen.next("order_created").id())
                    .isEqualTo(own.position().toString());
            try (Screen confused =
                    notifier.connect(restaurant, theirs.position().toString())) {
                confused.next("reset");
                confused.next("initial");
            }
        }
    }

    @Test
    void the_time_from_the_log_to_the_screen_is_measured() throws Exception {
        try (Screen screen = notifierWith(restaurant.placeOrder(1))) {
            screen.next("initial");
            double sent = notifier.metric("tableorder.sse.events.sent");
            restaurant.placeOrder(1);
            screen.next("order_created");
            await().untilAsserted(() ->
                    assertThat(notifier.metric("tableorder.sse.events.sent")).isEqualTo(sent + 1));
            assertThat(notifier.metric("tableorder.sse.connections.active")).isPositive();
        }
    }

    @Test
    void a_chain_admin_sees_the_stores_of_the_chain_and_no_others() throws Exception {
        notifier.awaitPublished(restaurant.placeOrder(1));
        String query = "?store_id=" + restaurant.storeId();
        try (Screen screen = notifier.connect(notifier.token(Role.CHAIN_ADMIN, "hanok", null), query, null)) {
            screen.next("initial");
        }
        for (String token : List.of(
                notifier.token(Role.CHAIN_ADMIN, "bunsik", null),
                notifier.token(Role.STAFF, "hanok", "another-store"),
                notifier.token(Role.TABLE, "hanok", restaurant.storeId()),
                notifier.token(Role.OPERATOR, "", null))) {
            try (Screen screen = notifier.connect(token, query, null)) {
                assertThat(screen.response().statusCode()).isEqualTo(403);
                assertThat(screen.problem().get("error_code").asString()).isEqualTo("FORBIDDEN");
            }
        }
        String chainAdmin = notifier.token(Role.CHAIN_ADMIN, "hanok", null);
        try (Screen screen = notifier.connect(chainAdmin, "?store_id=nowhere", null)) {
            assertThat(screen.response().statusCode()).isEqualTo(403);
        }
        try (Screen screen = notifier.connect(chainAdmin, "", null)) {
            assertThat(screen.response().statusCode()).isEqualTo(400);
        }
        try (Screen screen = Screen.connect(notifier.uri("/api/v1/admin/orders/stream"), Map.of())) {
            assertThat(screen.response().statusCode()).isEqualTo(401);
        }
    }

    private Screen notifierWith(RecordedEvent event) throws Exception {
        notifier.awaitPublished(event);
        return notifier.connect(restaurant);
    }

    private static String neighbourOf(String storeId) {
        int partition = Topics.partitionOf(storeId, EventLog.PARTITIONS);
        return IntStream.range(0, 100)
                .mapToObj(number -> storeId + "-neighbour-" + number)
                .filter(id -> Topics.partitionOf(id, EventLog.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }
}
