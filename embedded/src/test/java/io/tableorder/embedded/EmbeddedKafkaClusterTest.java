package io.tableorder.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaClusterTest {
    private static final String TOPIC = "things";
    private static final String CONSUMER_OFFSETS = "__consumer_offsets";
    private static final String TRANSACTION_STATE = "__transaction_state";

    /** A broker that says nothing is given up after 3 s, and a controller that does may cost as much again. */
    private static final int PATIENCE_MS = 60_000;

    private static final Duration PATIENCE = Duration.ofMillis(PATIENCE_MS);

    private static EmbeddedKafkaCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedKafkaCluster.startTemporary(3, 2);
        createTopic(cluster, (short) 3);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void one_broker_killed_is_not_missed_and_back_it_holds_everything_again() throws Exception {
        try (var producer = producer(cluster.bootstrapServers())) {
            send(producer, "before");
            ClusterBroker leader = cluster.broker(leaderOf(TOPIC));

            leader.kill();
            long offset = send(producer, "without it");
            awaitAnotherLeaderThan(leader);
            leader.start();

            awaitAllInSync(TOPIC);
            assertThat(send(producer, "after")).isGreaterThan(offset);
        }
    }

    @Test
    void one_broker_stopped_in_order_is_not_missed_either() throws Exception {
        try (var producer = producer(cluster.bootstrapServers())) {
            send(producer, "before");
            ClusterBroker leader = cluster.broker(leaderOf(TOPIC));

            leader.stop();

            awaitAnotherLeaderThan(leader);
            send(producer, "without it");
            leader.start();
            awaitAllInSync(TOPIC);
        }
    }

    @Test
    void one_broker_paused_is_replaced_and_resumed_it_catches_up() throws Exception {
        try (var producer = producer(cluster.bootstrapServers())) {
            send(producer, "before");
            ClusterBroker leader = cluster.broker(leaderOf(TOPIC));

            leader.pause();
            send(producer, "without it");
            awaitAnotherLeaderThan(leader);
            leader.resume();
            leader.awaitInSync();

            awaitAllInSync(TOPIC);
        }
    }

    @Test
    void whoever_comes_through_the_proxies_can_be_cut_from_the_brokers_alone() throws Exception {
        ProxiedAccess cut = cluster.proxied().getFirst();
        ProxiedAccess other = cluster.proxied().getLast();
        try (var near = producer(cluster.bootstrapServers());
                var far = producer(cut.bootstrapServers(), 3_000);
                var elsewhere = producer(other.bootstrapServers())) {
            send(near, "before");
            send(far, "before");
            send(elsewhere, "before");

            cut.cut();

            send(near, "alone");
            send(elsewhere, "alone");
            assertThatThrownBy(() -> send(far, "lost")).hasCauseInstanceOf(TimeoutException.class);
            cut.restore();
            send(far, "again");
        }
    }

    @Test
    void the_brokers_own_topics_survive_a_broker_too() throws Exception {
        useTransactionsAndOffsets();

        awaitAllInSync(TRANSACTION_STATE);
        awaitAllInSync(CONSUMER_OFFSETS);
        assertThat(minimumInSync(TRANSACTION_STATE)).isEqualTo("2");
        assertThat(minimumInSync(CONSUMER_OFFSETS)).isEqualTo("2");
    }

    @Test
    void a_single_broker_comes_back_from_a_kill_on_its_port_with_its_log() throws Exception {
        try (var single = EmbeddedKafkaCluster.startTemporary(1)) {
            createTopic(single, (short) 1);
            String address = single.bootstrapServers();
            try (var producer = producer(address)) {
                send(producer, "before");
                single.broker(1).kill();
                assertThat(LoopbackPort.isTaken(portOf(address))).isFalse();
                single.broker(1).start();
                send(producer, "after");
            }

            assertThat(single.bootstrapServers()).isEqualTo(address);
            assertThat(endOf(single)).isEqualTo(2);
        }
    }

    private static void useTransactionsAndOffsets() throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "transaction.timeout.ms",
                "10000",
                "transactional.id",
                "writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
        }
        try (var admin = admin(cluster)) {
            admin.alterConsumerGroupOffsets("readers", Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
    }

    private static void createTopic(EmbeddedKafkaCluster on, short replicas) throws Exception {
        try (var admin = admin(on)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, replicas)
                            .configs(Map.of("min.insync.replicas", "" + (replicas + 1) / 2))))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers) {
        return producer(bootstrapServers, PATIENCE_MS);
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers, int patienceMs) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "request.timeout.ms",
                        2_000,
                        "delivery.timeout.ms",
                        patienceMs,
                        "reconnect.backoff.max.ms",
                        200),
                new StringSerializer(),
                new StringSerializer());
    }

    private static long send(KafkaProducer<String, String> producer, String value) throws Exception {
        return producer.send(new ProducerRecord<>(TOPIC, "key", value)).get().offset();
    }

    /** A paused broker that is asked is given up soon, and another one asked. */
    private static Admin admin(EmbeddedKafkaCluster of) {
        return Admin.create(Map.of("bootstrap.servers", of.bootstrapServers(), "request.timeout.ms", 2_000));
    }

    /** Whichever broker answers may hear of it a little later than the controller. */
    private static void awaitAnotherLeaderThan(ClusterBroker former) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> leaderOf(TOPIC) != former.id());
    }

    private static void awaitAllInSync(String topic) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(inSync(topic)).containsExactlyInAnyOrder(1, 2, 3));
    }

    private static int leaderOf(String topic) throws Exception {
        return describe(topic).leader().id();
    }

    private static List<Integer> inSync(String topic) throws Exception {
        return describe(topic).isr().stream().map(Node::id).toList();
    }

    private static TopicPartitionInfo describe(String topic) throws Exception {
        try (var admin = admin(cluster)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .getFirst();
        }
    }

    private static String minimumInSync(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = admin(cluster)) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("min.insync.replicas")
                    .value();
        }
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static long endOf(EmbeddedKafkaCluster single) throws ExecutionException, InterruptedException {
        var partition = new TopicPartition(TOPIC, 0);
        try (var admin = admin(single)) {
            ListOffsetsResult ends = admin.listOffsets(Map.of(partition, OffsetSpec.latest()));
            return ends.partitionResult(partition).get().offset();
        }
    }
}
