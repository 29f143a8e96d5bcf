package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChainStreamTest {

    private static final String PATH = "/api/v1/chain/orders/stream";

    private static EventLog log;
    private static Notifier notifier;
    private static Notifier other;

    @BeforeAll
    static void start() {
        log = SharedLog.log();
        // So small a ring that the log is read again too: 16 stores' worth of one frame.
        String ring = "SSE_RING_FRAMES=1";
        String noHurry = "SSE_MAX_CONNECTIONS_PER_STORE=10000";
        notifier = Notifier.start(SharedLog.bootstrapServers(), ring, noHurry);
        other = Notifier.start(SharedLog.bootstrapServers(), ring, noHurry);
    }

    @AfterAll
    static void stop() {
        notifier.close();
        other.close();
    }

    private static List<Restaurant> chain(String chainId, int stores) throws Exception {
        List<Restaurant> restaurants = new ArrayList<>();
        for (int store = 0; store < stores; store++) {
            Restaurant restaurant = Restaurant.open(log, chainId + "-" + store, chainId, 2);
            RecordedEvent placed = restaurant.placeOrder(1);
            notifier.awaitPublished(placed);
            other.awaitPublished(placed);
            restaurants.add(restaurant);
        }
        return restaurants;
    }

    private static Screen connect(Notifier to, String chainId, @Nullable String lastEventId) throws Exception {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + to.token(Role.CHAIN_ADMIN, chainId, null));
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return Screen.connect(to.uri(PATH), headers);
    }

    @Test
    void a_chain_admin_sees_every_board_and_then_all_that_happens_in_any_store() throws Exception {
        List<Restaurant> stores = chain("chain-all", 3);
        chain("chain-foreign", 1);
        try (Screen screen = connect(notifier, "chain-all", null)) {
            Set<String> boards = new HashSet<>();
            for (int board = 0; board < 3; board++) {
                Screen.Event initial = screen.next("initial");
                boards.add(initial.data().get("store_id").asString());
                assertThat(initial.data().at("/data/tables/0/order_count").asInt())
                        .isEqualTo(1);
                assertThat(initial.id() != null).as("only the last has an id").isEqualTo(board == 2);
            }
            assertThat(boards).containsExactlyInAnyOrder("chain-all-0", "chain-all-1", "chain-all-2");

            Restaurant.open(log, "chain-foreign-1", "chain-foreign", 1);
            RecordedEvent placed = stores.get(1).placeOrder(2);
            Screen.Event created = screen.next("order_created");
            assertThat(created.data().get("store_id").asString()).isEqualTo("chain-all-1");
            assertThat(created.data().get("position").asString())
                    .isEqualTo(placed.position().toString());
            assertThat(created.data().at("/data/order_id").asString()).isEqualTo(Restaurant.orderIdOf(placed));
            assertThat(created.id()).contains(placed.position().toString());
        }
    }

    @Test
    void only_a_chain_admin_has_it_and_without_a_time() throws Exception {
        chain("chain-closed", 1);
        for (String token : List.of(
                notifier.token(Role.STAFF, "chain-closed", "chain-closed-0"),
                notifier.token(Role.STORE_ADMIN, "chain-closed", "chain-closed-0"),
                notifier.token(Role.OPERATOR, "", null))) {
            try (Screen screen = Screen.connect(notifier.uri(PATH), Map.of("Authorization", "Bearer " + token))) {
                assertThat(screen.response().statusCode()).isEqualTo(403);
            }
        }
        String token = notifier.token(Role.CHAIN_ADMIN, "chain-closed", null);
        try (Screen screen = Screen.connect(
                notifier.uri(PATH + "?since=2026-01-31T09:00:00Z"), Map.of("Authorization", "Bearer " + token))) {
            assertThat(screen.response().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void a_position_that_is_not_this_chains_is_answered_by_a_reset_and_the_boards() throws Exception {
        Restaurant own = chain("chain-own", 1).getFirst();
        RecordedEvent foreign = chain("chain-other", 1).getFirst().placeOrder(2);
        notifier.awaitPublished(foreign);
        for (String nonsense : List.of(
                "nonsense", "1-2-3", "0-1,0-2", "999-1", foreign.position().toString())) {
            try (Screen screen = connect(notifier, "chain-own", nonsense)) {
                assertThat(screen.next("reset").data().get("reason").asString())
                        .as(nonsense)
                        .isIn("unknown_position", "too_old");
                assertThat(screen.next("initial").data().get("store_id").asString())
                        .isEqualTo(own.storeId());
            }
        }
    }

    @Test
    void a_broken_store_is_named_and_the_others_go_on() throws Exception {
        List<Restaurant> stores = chain("chain-broken", 2);
        try (Screen screen = connect(notifier, "chain-broken", null)) {
            screen.next("initial");
            screen.next("initial");
            log.appendRaw("chain-broken-0", "{\"type\":\"io.tableorder.order.teleported.v9\"}");
            Screen.Event reset = screen.next("reset");
            assertThat(reset.data().get("reason").asString()).isEqualTo("feed_broken");
            assertThat(reset.data().get("store_id").asString()).isEqualTo("chain-broken-0");
            stores.get(1).placeOrder(1);
            assertThat(screen.next("order_created").data().get("store_id").asString())
                    .isEqualTo("chain-broken-1");
        }
    }

    @Test
    void a_re_read_passes_over_any_number_of_others_events() throws Exception {
        Restaurant own = chain("chain-sparse", 1).getFirst();
        String held;
        try (Screen screen = connect(notifier, "chain-sparse", null)) {
            held = screen.next("initial").id();
        }
        // More than are read at once, so that some reads bring nothing of this chain.
        StoreEvent[] crowd = IntStream.range(0, 1_200)
                .mapToObj(event -> new CatalogueEvent.MenuAvailabilityChanged("bibimbap", event % 2 == 0))
                .toArray(StoreEvent[]::new);
        Restaurant.open(log, neighbourOf(own.storeId()), "chain-crowded", 1).write(crowd);
        List<String> missed = new ArrayList<>();
        for (int order = 0; order < 40; order++) {
            missed.add(own.placeOrder(1).position().toString());
        }
        try (Screen screen = connect(notifier, "chain-sparse", held)) {
            for (String position : missed) {
                assertThat(screen.next("order_created").data().get("position").asString())
                        .isEqualTo(position);
            }
        }
    }

    private static String neighbourOf(String storeId) {
        int partition = Topics.partitionOf(storeId, EventLog.PARTITIONS);
        return IntStream.range(0, 100)
                .mapToObj(number -> "neighbour-" + number)
                .filter(id -> Topics.partitionOf(id, EventLog.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoever_goes_on_here_and_there_has_every_stores_events_once_and_in_order() throws Exception {
        List<Restaurant> stores = chain("chain-random", 4);
        Random random = new Random(7);
        Map<String, List<String>> seen = new HashMap<>();
        String lastId = null;
        for (int round = 0; round < 30; round++) {
            try (Screen screen = connect(random.nextBoolean() ? notifier : other, "chain-random", lastId)) {
                for (int event = random.nextInt(24); event > 0; event--) {
                    stores.get(random.nextInt(4)).anything(random);
                }
                int patience = random.nextInt(25);
                while (patience-- > 0) {
                    Screen.Event event = screen.waiting().poll(20, TimeUnit.MILLISECONDS);
                    lastId = event == null ? lastId : note(event, seen, lastId);
                }
            }
        }
        try (Screen screen = connect(notifier, "chain-random", lastId)) {
            while (!stores.stream().allMatch(store -> hasAll(store, seen))) {
                lastId = note(screen.next(), seen, lastId);
            }
        }
        for (Restaurant store : stores) {
            List<String> framed = framed(store);
            List<String> got = seen.getOrDefault(store.storeId(), List.of());
            assertThat(got).isEqualTo(framed.subList(framed.size() - got.size(), framed.size()));
        }
        assertThat(resumes("ring")).isPositive();
        assertThat(resumes("log")).isPositive();
    }

    private static double resumes(String from) {
        return notifier.metric("tableorder.sse.resumes", "from", from)
                + other.metric("tableorder.sse.resumes", "from", from);
    }

    /** Until a whole chain has come, with an id, boards are all that counts. */
    private static @Nullable String note(Screen.Event event, Map<String, List<String>> seen, @Nullable String lastId) {
        assertThat(event.name()).isNotEqualTo("reset");
        if (event.name().equals("initial")) {
            assertThat(seen).as("boards come before everything else").isEmpty();
        } else {
            seen.computeIfAbsent(event.data().get("store_id").asString(), _ -> new ArrayList<>())
                    .add(event.data().get("position").asString());
        }
        return event.id() == null ? lastId : event.id();
    }

    private static boolean hasAll(Restaurant store, Map<String, List<String>> seen) {
        List<String> got = seen.getOrDefault(store.storeId(), List.of());
        return !got.isEmpty() && got.getLast().equals(framed(store).getLast());
    }

    private static List<String> framed(Restaurant store) {
        return log.events(store.storeId()).stream()
                .filter(event -> !(event.event() instanceof SessionEvent.Started))
                .map(event -> event.position().toString())
                .toList();
    }
}
