package io.tableorder.api.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.api.fixture.RunningApi;
import io.tableorder.embedded.Broker;
import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import io.tableorder.testkit.fault.TopicSetting;
import io.tableorder.wire.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** An order that is acknowledged is kept, so order-api does not start where it would not be. */
class ClusterRefusalTest {

    private static final int PARTITIONS = 2;

    @Test
    void a_log_whose_events_expire_refuses_the_start_and_says_what_to_do() throws Exception {
        try (Broker kafka = TestServices.broker();
                EmptyDatabase database = TestServices.emptyDatabase()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                Topics.ensure(admin, PARTITIONS, (short) 1);
            }
            new TopicSetting(kafka.bootstrapServers(), Topics.ORDER_EVENTS, "retention.ms").set("604800000");

            assertThatThrownBy(() -> RunningApi.startInstance(database, kafka, PARTITIONS))
                    .rootCause()
                    .hasMessageContaining("order-events has retention.ms=604800000, expected -1")
                    .hasMessageContaining("kafka-configs.sh");
        }
    }
}
