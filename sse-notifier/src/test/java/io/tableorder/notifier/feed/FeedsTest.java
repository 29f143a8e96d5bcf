package io.tableorder.notifier.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.identity.ClientPositions;
import io.tableorder.notifier.feed.Feeds.Applied;
import io.tableorder.operability.cipher.TextKeys;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class FeedsTest {

    private final Feeds feeds = new Feeds(
            1,
            new FeedLimits(100, 1_000_000, 100),
            new ClientPositions(),
            new TextKeys(),
            new SimpleMeterRegistry(),
            Traces.off());

    private Applied isRead(String key, int offset) {
        return feeds.apply(
                new ConsumerRecord<>(Topics.ORDER_EVENTS, 0, offset, key.getBytes(UTF_8), "garbage".getBytes(UTF_8)),
                Level.DEBUG);
    }

    @Test
    void garbage_under_ever_new_keys_is_held_up_to_a_bound() {
        for (int i = 0; i <= Feeds.MAXIMUM_BROKEN_STRANGERS; i++) {
            assertThat(isRead("stranger-" + i, i)).isEqualTo(Applied.STOPPED);
        }

        assertThat(feeds.broken()).hasSize(Feeds.MAXIMUM_BROKEN_STRANGERS);
        assertThat(feeds.isBroken("stranger-0")).isTrue();
        assertThat(feeds.isBroken("stranger-" + Feeds.MAXIMUM_BROKEN_STRANGERS)).isFalse();
    }
}
