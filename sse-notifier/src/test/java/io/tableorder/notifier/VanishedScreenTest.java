package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class VanishedScreenTest {

    private static final Duration THREE_HEARTBEATS_AND_30_SECONDS = Duration.ofSeconds(33);

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_screen_that_vanishes_without_a_word_gives_its_place_back_and_one_that_stays_keeps_it() throws Throwable {
        EventLog log = SharedLog.log();
        try (Notifier notifier = Notifier.start(SharedLog.bootstrapServers(), "SSE_HEARTBEAT_INTERVAL=1")) {
            Restaurant restaurant = Restaurant.open(log, "vanishing", "vanishing-chain", 1);
            notifier.awaitPublished(restaurant.placeOrder(1));
            try (Screen stays = notifier.connect(restaurant);
                    SilentSocket vanishes = new SilentSocket(notifier.port())) {
                stays.next("initial");
                vanishes.send("GET /api/v1/admin/orders/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + notifier.staffToken(restaurant) + "\r\n\r\n");
                StringBuilder received = new StringBuilder();
                while (!received.toString().contains("event: initial")) {
                    received.append(vanishes.receive());
                }
                await().until(() -> notifier.metric("tableorder.sse.connections.active") == 2);

                vanishes.vanish();

                await().atMost(THREE_HEARTBEATS_AND_30_SECONDS)
                        .untilAsserted(() -> assertThat(notifier.metric("tableorder.sse.connections.active"))
                                .isEqualTo(1));
                await().untilAsserted(() -> assertThat(
                                notifier.metric("tableorder.sse.disconnects", "reason", "client_vanished"))
                        .isEqualTo(1));
                restaurant.placeOrder(1);
                stays.next("order_created");
            }
        }
    }
}
