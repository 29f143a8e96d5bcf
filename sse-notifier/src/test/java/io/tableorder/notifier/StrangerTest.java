package io.tableorder.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.RecordedEvent;
import io.tableorder.notifier.feed.Feeds;
import io.tableorder.wire.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stranger's record costs one store at most: the one whose key it has, in that store's partition. */
class StrangerTest {

    private static EventLog log;
    private static Notifier notifier;

    @BeforeAll
    static void start() {
        log = SharedLog.log();
        notifier = Notifier.start(SharedLog.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void a_copy_of_an_event_is_passed_over_on_the_live_board_and_in_a_re_read() throws Exception {
        Restaurant restaurant = Restaurant.open(log, "copied", "copied-chain", 1);
        RecordedEvent held = restaurant.placeOrder(1);
        RecordedEvent latest = restaurant.placeOrder(1);
        notifier.awaitPublished(latest);
        double before = passedOver("repeated");
        try (Screen screen = notifier.connect(restaurant)) {
            screen.next("initial");
            for (RecordedEvent copied : List.of(latest, held, latest)) {
                log.appendRaw(partitionOf("copied"), "copied".getBytes(UTF_8), log.valueOf(copied));
            }
            RecordedEvent next = restaurant.placeOrder(1);
            assertThat(screen.next("order_created").id())
                    .isEqualTo(next.position().toString());
            assertThat(passedOver("repeated")).isEqualTo(before + 3);

            try (Notifier other = Notifier.start(SharedLog.bootstrapServers(), "SSE_RING_FRAMES=1");
                    Screen resumed = other.connect(restaurant, held.position().toString())) {
                assertThat(resumed.next("order_created").id())
                        .isEqualTo(latest.position().toString());
                assertThat(resumed.next("order_created").id())
                        .isEqualTo(next.position().toString());
                RecordedEvent live = restaurant.placeOrder(1);
                assertThat(resumed.next("order_created").id())
                        .isEqualTo(live.position().toString());
            }
        }
    }

    @Test
    void a_record_of_nobody_is_passed_over() throws Exception {
        Restaurant restaurant = Restaurant.open(log, "beside", "beside-chain", 1);
        RecordedEvent first = restaurant.placeOrder(1);
        notifier.awaitPublished(first);
        double noKey = passedOver("no_key");
        double wrongPartition = passedOver("wrong_partition");
        int home = partitionOf("beside");
        try (Screen screen = notifier.connect(restaurant)) {
            screen.next("initial");
            log.appendRaw(home, null, "garbage".getBytes(UTF_8));
            log.appendRaw(home, null, log.valueOf(first));
            log.appendRaw(home, new byte[0], null);
            log.appendRaw((home + 1) % EventLog.PARTITIONS, "beside".getBytes(UTF_8), "garbage".getBytes(UTF_8));
            log.appendRaw((home + 2) % EventLog.PARTITIONS, "beside".getBytes(UTF_8), log.valueOf(first));
            log.appendRaw(home, strangerIn(home).getBytes(UTF_8), null);
            RecordedEvent next = restaurant.placeOrder(1);

            assertThat(screen.next("order_created").id())
                    .isEqualTo(next.position().toString());
        }
        assertThat(passedOver("no_key")).isEqualTo(noKey + 3);
        await().untilAsserted(() -> assertThat(passedOver("wrong_partition")).isEqualTo(wrongPartition + 2));
        assertThat(notifier.bean(Feeds.class).isBroken("beside")).isFalse();
    }

    private static String strangerIn(int partition) {
        int number = 0;
        while (partitionOf("stranger-" + number) != partition) {
            number++;
        }
        return "stranger-" + number;
    }

    private static double passedOver(String reason) {
        return notifier.metric("tableorder.feed.records.passed.over", "reason", reason);
    }

    private static int partitionOf(String storeId) {
        return Topics.partitionOf(storeId, EventLog.PARTITIONS);
    }
}
