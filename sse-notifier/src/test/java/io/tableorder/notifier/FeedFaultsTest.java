package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.tableorder.embedded.Broker;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.Flush;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Json;
import io.tableorder.wire.Topics;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class FeedFaultsTest {

    /** Far below the thousands a second of a client that does not rest. */
    private static final int SOME_ANSWERS = 50;

    @Test
    void an_event_that_cannot_be_applied_stops_its_stores_board_and_no_other() throws Exception {
        EventLog log = SharedLog.log();
        try (Notifier notifier = Notifier.start(SharedLog.bootstrapServers())) {
            Restaurant broken = Restaurant.open(log, "broken", "hanok", 1);
            Restaurant sound = Restaurant.open(log, "sound", "hanok", 1);
            notifier.awaitPublished(broken.placeOrder(1));
            notifier.awaitPublished(sound.placeOrder(1));
            try (Screen atBroken = notifier.connect(broken);
                    Screen atSound = notifier.connect(sound)) {
                atBroken.next("initial");
                atSound.next("initial");

                log.appendRaw("broken", "{\"type\":\"io.tableorder.order.teleported.v9\"}");
                broken.placeOrder(1);
                sound.placeOrder(1);

                assertThat(atBroken.next("reset").data().get("reason").asString())
                        .isEqualTo("feed_broken");
                atBroken.awaitEnd();
                assertThat(atBroken.waiting()).isEmpty();
                atSound.next("order_created");
            }
            try (Screen refused = notifier.connect(broken)) {
                assertThat(refused.response().statusCode()).isEqualTo(503);
                assertThat(refused.response().headers().firstValue("Retry-After"))
                        .isPresent();
            }
            // Other tests on this broker break stores of their own.
            assertThat(notifier.metric("tableorder.feed.broken.stores")).isPositive();
            assertThat(notifier.metric("tableorder.feed.events.unapplied", "reason", "unknown_type"))
                    .isPositive();
            await().untilAsserted(
                            () -> assertThat(notifier.metric("tableorder.feed.events.unapplied", "reason", "parked"))
                                    .isPositive());
            JsonNode shown = get(notifier, "/api/v1/platform/broken-feeds", notifier.token(Role.OPERATOR, "", null));
            assertThat(shown.get("broken_feeds")).anySatisfy(feed -> {
                assertThat(feed.get("store_id").asString()).isEqualTo("broken");
                assertThat(feed.get("reason").asString()).isEqualTo("unknown_type");
            });
            await().untilAsserted(() -> assertThat(
                            get(notifier, "/health/ready", "").get("status").asString())
                    .isEqualTo("ready"));
        }
    }

    @Test
    void streams_stay_open_while_the_broker_is_away_and_go_on_when_it_is_back() throws Exception {
        try (Broker kafka = TestServices.broker();
                EventLog log = new EventLog(kafka.bootstrapServers());
                Notifier notifier = Notifier.start(kafka.bootstrapServers(), "SSE_HEARTBEAT_INTERVAL=1")) {
            Restaurant restaurant = Restaurant.open(log, "store", "hanok", 1);
            RecordedEvent before = restaurant.placeOrder(1);
            notifier.awaitPublished(before);
            try (Screen screen = notifier.connect(restaurant)) {
                screen.next("initial");
                kafka.stop();
                int pings = screen.pings();
                await().until(() -> screen.pings() >= pings + 3);
                await().untilAsserted(() -> assertThat(get(notifier, "/health/ready", "")
                                .at("/checks/kafka")
                                .asString())
                        .startsWith("error"));
                try (Screen meanwhile = notifier.connect(restaurant)) {
                    assertThat(meanwhile.next("initial").id())
                            .isEqualTo(before.position().toString());
                }
                kafka.start();
                List<String> ids = new ArrayList<>();
                for (int order = 0; order < 5; order++) {
                    ids.add(restaurant.placeOrder(1).position().toString());
                }
                for (String id : ids) {
                    assertThat(screen.next("order_created").id()).isEqualTo(id);
                }
                await().untilAsserted(() -> assertThat(
                                get(notifier, "/health/ready", "").get("status").asString())
                        .isEqualTo("ready"));
            }
        }
    }

    @Test
    void a_log_that_lost_what_was_read_starts_all_boards_over() throws Exception {
        try (Broker kafka = TestServices.broker();
                EventLog lost = new EventLog(kafka.bootstrapServers());
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                Notifier notifier = Notifier.start(kafka.bootstrapServers())) {
            Restaurant restaurant = Restaurant.open(lost, "store", "hanok", 1);
            RecordedEvent before = restaurant.placeOrder(1);
            notifier.awaitPublished(before);
            try (Screen screen = notifier.connect(restaurant)) {
                screen.next("initial");
                admin.deleteTopics(List.of(Topics.ORDER_EVENTS)).all().get();
                await().until(() -> !admin.listTopics().names().get().contains(Topics.ORDER_EVENTS));
                try (EventLog log = new EventLog(kafka.bootstrapServers())) {
                    assertThat(screen.next("reset").data().get("reason").asString())
                            .isEqualTo("feed_restarted");
                    screen.awaitEnd();
                    Restaurant again = new Restaurant(log, "store", "hanok");
                    RecordedEvent opened =
                            again.write(new StoreLifecycleEvent.Opened("hanok", "다시", ZoneId.of("Asia/Seoul"), "KRW"));
                    await().untilAsserted(() -> {
                        try (Screen after =
                                notifier.connect(again, before.position().toString())) {
                            assertThat(after.response().statusCode()).isEqualTo(200);
                            after.next("reset");
                            assertThat(after.next("initial").id())
                                    .isEqualTo(opened.position().toString());
                        }
                    });
                }
            }
        }
    }

    @Test
    void a_log_that_is_gone_is_told_and_a_longer_one_made_anew_is_not_taken_for_it() throws Exception {
        try (Broker kafka = TestServices.broker();
                EventLog gone = new EventLog(kafka.bootstrapServers());
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                Notifier notifier = Notifier.start(kafka.bootstrapServers())) {
            Restaurant restaurant = Restaurant.open(gone, "store", "hanok", 1);
            RecordedEvent before = restaurant.placeOrder(1);
            gone.checkpoint("store");
            notifier.awaitPublished(before);
            try (Screen screen = notifier.connect(restaurant)) {
                screen.next("initial");
                admin.deleteTopics(List.of(Topics.ORDER_EVENTS)).all().get();
                await().untilAsserted(() -> assertThat(get(notifier, "/health/ready", "")
                                .at("/checks/feed")
                                .asString())
                        .contains("order-events does not exist any more"));
                assertThat(admin.listTopics().names().get()).doesNotContain(Topics.ORDER_EVENTS);
                assertThatNobodyAsksWithoutRest();

                try (EventLog log = new EventLog(kafka.bootstrapServers())) {
                    Restaurant again = Restaurant.open(log, "store", "hanok", 1);
                    for (int order = 0; order < 20; order++) {
                        again.placeOrder(1);
                    }
                    RecordedEvent last = again.placeOrder(1);
                    assertThat(screen.next("reset").data().get("reason").asString())
                            .isEqualTo("feed_restarted");
                    screen.awaitEnd();
                    notifier.awaitPublished(last);
                    try (Screen after = notifier.connect(again)) {
                        assertThat(after.next("initial").id())
                                .isEqualTo(last.position().toString());
                    }
                }
            }
        }
    }

    /** A client warns of every answer that there is no such topic. */
    private static void assertThatNobodyAsksWithoutRest() {
        Logger fetches = (Logger) LoggerFactory.getLogger("org.apache.kafka.clients.consumer.internals.FetchCollector");
        AtomicInteger warnings = new AtomicInteger();
        AppenderBase<ILoggingEvent> counting = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                warnings.incrementAndGet();
            }
        };
        counting.start();
        Level before = fetches.getLevel();
        fetches.setLevel(Level.WARN);
        fetches.setAdditive(false);
        fetches.addAppender(counting);
        try {
            await("a second in which nobody asks without rest")
                    .during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> warnings.get() < SOME_ANSWERS);
        } finally {
            fetches.detachAppender(counting);
            fetches.setAdditive(true);
            fetches.setLevel(before);
        }
    }

    @Test
    void it_starts_without_kafka_and_finds_it_when_it_comes(@TempDir Path directory) throws Exception {
        int port = LoopbackPort.free();
        try (Notifier notifier = Notifier.startCold("127.0.0.1:" + port)) {
            JsonNode ready = get(notifier, "/health/ready", "");
            assertThat(ready.get("status").asString()).isEqualTo("not_ready");
            assertThat(ready.at("/checks/feed").asString()).startsWith("error");
            try (Broker kafka = EmbeddedKafka.startIn(directory, port, Flush.LATER);
                    EventLog log = new EventLog(kafka.bootstrapServers())) {
                Restaurant restaurant = Restaurant.open(log, "store", "hanok", 1);
                RecordedEvent placed = restaurant.placeOrder(1);
                await().untilAsserted(() -> assertThat(
                                get(notifier, "/health/ready", "").get("status").asString())
                        .isEqualTo("ready"));
                notifier.awaitPublished(placed);
                try (Screen screen = notifier.connect(restaurant)) {
                    assertThat(screen.next("initial").id())
                            .isEqualTo(placed.position().toString());
                }
            }
        }
    }

    @Test
    void another_number_of_partitions_refuses_start_up() throws Exception {
        assertThat(SharedLog.log().events("nobody")).isEmpty();
        assertThatThrownBy(() -> Notifier.startCold(SharedLog.bootstrapServers(), "KAFKA_PARTITIONS=7"))
                .rootCause()
                .hasMessageContaining("order-events has 4 partitions, KAFKA_PARTITIONS says 7");
    }

    private static JsonNode get(Notifier notifier, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(notifier.uri(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return Json.mapper().readTree(Screen.ask(request.build()).body());
    }
}
