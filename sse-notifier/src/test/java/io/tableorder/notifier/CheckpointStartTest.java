package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.embedded.Broker;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.identity.ClientPositions;
import io.tableorder.notifier.feed.Feeds;
import io.tableorder.store.StoreState;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Json;
import io.tableorder.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A start reads each partition from its checkpoint on, and comes to the boards that the whole log says. */
class CheckpointStartTest {

    private Broker kafka;
    private EventLog log;
    private Restaurant restaurant;

    @BeforeEach
    void open() throws Exception {
        kafka = TestServices.broker();
        log = new EventLog(kafka.bootstrapServers());
        restaurant = Restaurant.open(log, "store", "hanok", 3);
    }

    @AfterEach
    void close() {
        log.close();
        kafka.close();
    }

    private Notifier start() {
        return Notifier.start(kafka.bootstrapServers());
    }

    @Test
    void only_what_came_after_the_checkpoint_is_read_and_the_board_is_that_of_the_whole_log() throws Exception {
        placeOrders(40);
        log.checkpoint("store");
        placeOrders(3);

        try (Notifier notifier = start()) {
            assertBoardOfWholeLog(notifier);
            assertThat(recordsRead(notifier)).isEqualTo(3);
            assertThat(starts(notifier, "checkpoint")).isEqualTo(1);
            try (Screen screen = notifier.connect(restaurant)) {
                JsonNode wholeLogs = Json.mapper()
                        .readTree(new ClientPositions().json(BoardView.of(log.state("store"), FreeTexts.AS_KEPT)));
                JsonNode shown = screen.next("initial").data();
                assertThat(wholeLogs.propertyNames())
                        .contains("position", "tables")
                        .allSatisfy(member -> assertThat(shown.path(member)).isEqualTo(wholeLogs.path(member)));
                RecordedEvent live = restaurant.placeOrder(2);
                assertThat(screen.next("order_created").id())
                        .isEqualTo(live.position().toString());
            }
        }
    }

    @Test
    void a_screen_resumes_from_before_the_checkpoint_out_of_the_log() throws Exception {
        RecordedEvent held = restaurant.placeOrder(1);
        placeOrders(10);
        log.checkpoint("store");
        placeOrders(2);

        try (Notifier notifier = start();
                Screen screen = notifier.connect(restaurant, held.position().toString())) {
            for (RecordedEvent missed : log.events("store").stream()
                    .filter(event -> event.sequence() > held.sequence() && event.event() instanceof OrderEvent)
                    .toList()) {
                assertThat(screen.next("order_created").id())
                        .isEqualTo(missed.position().toString());
            }
            RecordedEvent live = restaurant.placeOrder(2);
            assertThat(screen.next("order_created").id())
                    .isEqualTo(live.position().toString());
            await().untilAsserted(() -> assertThat(notifier.metric("tableorder.sse.resumes", "from", "log"))
                    .isEqualTo(1));
        }
    }

    @Test
    void a_damaged_checkpoint_costs_time_and_no_event() throws Exception {
        placeOrders(5);
        log.checkpoint("store");
        log.damageCheckpoint("store");
        placeOrders(1);

        try (Notifier notifier = start()) {
            assertBoardOfWholeLog(notifier);
            assertThat(starts(notifier, "checkpoint")).isZero();
            assertThat(recordsRead(notifier)).isEqualTo(log.events("store").size());
        }
    }

    @Test
    void a_checkpoint_that_the_next_event_cannot_follow_is_not_believed() throws Exception {
        StoreState older = log.state("store");
        placeOrders(5);
        StoreState newest = log.state("store");
        log.checkpoint(partitionOf("store"), List.of(older), EventLog.behind(List.of(newest)));
        placeOrders(1);

        try (Notifier notifier = start()) {
            assertBoardOfWholeLog(notifier);
            assertThat(notifier.bean(Feeds.class).broken()).isEmpty();
        }
    }

    @Test
    void a_partition_whose_beginning_is_gone_costs_its_own_stores_their_boards_and_no_other() throws Exception {
        Restaurant elsewhere = Restaurant.open(log, storeIn(partitionOf("store") + 1), "hanok", 1);
        placeOrders(3);
        deleteBefore(restaurant.placeOrder(1).position());

        try (Notifier notifier = start()) {
            try (Screen refused = notifier.connect(restaurant)) {
                assertThat(refused.response().statusCode()).isEqualTo(503);
            }
            try (Screen screen = notifier.connect(elsewhere)) {
                screen.next("initial");
                elsewhere.placeOrder(1);
                screen.next("order_created");
            }
            assertThat(notifier.bean(Feeds.class).broken())
                    .singleElement()
                    .satisfies(broken -> assertThat(broken.storeId()).isEqualTo("store"));
        }
    }

    @Test
    void a_partition_whose_beginning_is_gone_behind_its_checkpoint_has_all_its_boards() throws Exception {
        placeOrders(3);
        log.checkpoint("store");
        Position checkpoint = EventLog.behind(List.of(log.state("store")));
        restaurant.placeOrder(1);
        deleteBefore(checkpoint);

        try (Notifier notifier = start()) {
            assertBoardOfWholeLog(notifier);
            assertThat(starts(notifier, "checkpoint")).isEqualTo(1);
        }
    }

    private void placeOrders(int orders) throws Exception {
        for (int order = 0; order < orders; order++) {
            restaurant.placeOrder(1 + order % 3);
        }
    }

    private void assertBoardOfWholeLog(Notifier notifier) {
        StoreState expected = log.state("store");
        StoreState found = notifier.bean(Feeds.class).state("store").orElseThrow();
        assertThat(found.head()).isEqualTo(expected.head());
        assertThat(BoardView.of(found, FreeTexts.AS_KEPT)).isEqualTo(BoardView.of(expected, FreeTexts.AS_KEPT));
    }

    private void deleteBefore(Position position) throws Exception {
        TopicPartition partition = new TopicPartition(Topics.ORDER_EVENTS, position.partition());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(position.offset())))
                    .all()
                    .get();
        }
    }

    private static double recordsRead(Notifier notifier) {
        return notifier.metric("tableorder.feed.records.read");
    }

    private static double starts(Notifier notifier, String from) {
        return notifier.metric("tableorder.feed.starts", "from", from);
    }

    private static int partitionOf(String storeId) {
        return Topics.partitionOf(storeId, EventLog.PARTITIONS);
    }

    private static String storeIn(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(number -> "store-" + number)
                .filter(storeId -> partitionOf(storeId) == partition % EventLog.PARTITIONS)
                .findFirst()
                .orElseThrow();
    }
}
