package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.embedded.Broker;
import io.tableorder.testkit.TestServices;
import io.tableorder.testkit.fault.TopicSetting;
import io.tableorder.wire.Topics;
import org.junit.jupiter.api.Test;

/** Boards are shown of a log that keeps everything, and of no other. */
class ClusterRefusalTest {

    @Test
    void a_log_that_is_compacted_refuses_the_start_until_it_is_not() throws Exception {
        try (Broker kafka = TestServices.broker();
                EventLog log = new EventLog(kafka.bootstrapServers())) {
            Restaurant.open(log, "store", "hanok", 1);
            TopicSetting policy = new TopicSetting(kafka.bootstrapServers(), Topics.ORDER_EVENTS, "cleanup.policy");
            policy.set("compact");

            assertThatThrownBy(() -> Notifier.startCold(kafka.bootstrapServers()))
                    .rootCause()
                    .hasMessageContaining("order-events has cleanup.policy=compact, expected delete");

            policy.set("delete");
            try (Notifier notifier = Notifier.start(kafka.bootstrapServers())) {
                assertThat(notifier.metric("tableorder.cluster.shortfalls", "kind", "cleanup_policy"))
                        .isZero();
            }
        }
    }
}
