package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.embedded.ClusterBroker;
import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.fixture.SeededStores;
import io.tableorder.systemtests.history.EventLog;
import io.tableorder.systemtests.history.EventLogReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each of three brokers is killed once while guests order, and started again before the next. */
class OneBrokerOfThreeIT {

    private static final SeededStores STORES = new SeededStores(6, 2);

    /** A broker's session ends after 3 s, and before that perhaps another controller has to be elected. */
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(45);

    @RegisterExtension
    static final ProcessLogs LOGS = new ProcessLogs();

    @Test
    void any_one_broker_may_be_killed_and_no_answered_order_is_missing_or_doubled() throws Exception {
        try (EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.startTemporary(3)) {
            STORES.writeTo(kafka.bootstrapServers(), (short) 3);
            try (OrderApiInstance orderApi = OrderApiInstance.on(kafka, kafka.bootstrapServers(), LOGS.of("order-api"))) {
                orderApi.start();
                orderApi.awaitReady();
                RoundRobin balancer = new RoundRobin(List.of(orderApi.base()));
                Map<String, String> answered;
                try (SteadyOrders orders = SteadyOrders.start(STORES, balancer)) {
                    orders.awaitMore(RECOVERY_LIMIT);
                    for (ClusterBroker broker : kafka.brokers()) {
                        broker.kill();
                        orders.awaitMore(RECOVERY_LIMIT);
                        broker.start();
                        orders.awaitMore(RECOVERY_LIMIT);
                    }
                    orders.finish();
                    answered = orders.answered();
                }
                everyAnsweredOrderIsThereOnce(new EventLogReader(kafka.bootstrapServers()).read(), answered);
                anotherOrderNeedsOneTryOnly(balancer);
            }
        }
    }

    private static void everyAnsweredOrderIsThereOnce(EventLog log, Map<String, String> answered) {
        assertThat(log.eventsByStore().values().stream()
                        .flatMap(List::stream)
                        .filter(event -> event.event() instanceof OrderEvent.Placed)
                        .map(RecordedEvent::subject))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(answered.values());
    }

    private static void anotherOrderNeedsOneTryOnly(RoundRobin balancer) throws Exception {
        Client.Answer answer = Guest.at(balancer, 0, 0).tryToOrder("the-last-one");
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }
}
