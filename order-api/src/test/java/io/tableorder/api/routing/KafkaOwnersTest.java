package io.tableorder.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.embedded.Broker;
import io.tableorder.testkit.TestServices;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a real broker, with either group protocol: both tell a member's client.id as it was set. */
class KafkaOwnersTest {

    private static Broker kafka;

    @BeforeAll
    static void start() {
        kafka = TestServices.broker();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Nested
    class Classic extends OnKafka {
        Classic() {
            super("classic");
        }
    }

    @Nested
    class Consumer extends OnKafka {
        Consumer() {
            super("consumer");
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_METHOD)
    abstract static class OnKafka extends OwnersConformance {

        private final String protocol;
        private final String group = "writers-" + UUID.randomUUID();
        private final String topic = "events-" + UUID.randomUUID();
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final Map<URI, Member> members = new HashMap<>();
        private final List<KafkaOwners> opened = new ArrayList<>();

        OnKafka(String protocol) {
            this.protocol = protocol;
            try (Admin admin = admin()) {
                admin.createTopics(List.of(new NewTopic(topic, PARTITIONS.size(), (short) 1)))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }
        }

        private static Admin admin() {
            return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        }

        @AfterEach
        void close() {
            List.copyOf(members.keySet()).forEach(this::leave);
            opened.forEach(KafkaOwners::close);
        }

        @Override
        KafkaOwners owners() {
            KafkaOwners owners = new KafkaOwners(group, topic, OnKafka::admin, new RoutingMetrics(meters));
            opened.add(owners);
            return owners;
        }

        @Override
        void join(URI url) {
            members.put(url, new Member(url));
        }

        @Override
        void leave(URI url) {
            Objects.requireNonNull(members.remove(url)).leave();
        }

        /** Answered or not: the group may not have its first member yet. */
        private double refreshes() {
            return meters.get("tableorder.owners.refreshes").counters().stream()
                    .mapToDouble(Counter::count)
                    .sum();
        }

        @Test
        void many_who_ask_at_once_ask_one_question() throws Exception {
            join(ONE);
            KafkaOwners owners = owners();
            CountDownLatch asked = new CountDownLatch(50);
            for (int i = 0; i < 50; i++) {
                Thread.startVirtualThread(() -> {
                    owners.refresh(Duration.ofSeconds(10));
                    asked.countDown();
                });
            }
            asked.await();
            // Fewer than one in ten, however slow the machine was with starting fifty threads.
            assertThat(refreshes()).isBetween(1.0, 5.0);
        }

        /** A member as an order-api instance is one: it joins, and consumes nothing. */
        private final class Member {

            private final KafkaConsumer<byte[], byte[]> consumer;
            private final Thread thread;

            Member(URI url) {
                Map<String, Object> settings = new HashMap<>();
                settings.put("bootstrap.servers", kafka.bootstrapServers());
                settings.put("group.id", group);
                settings.put("group.protocol", protocol);
                settings.put("client.id", url.toString());
                consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                thread = Thread.ofPlatform().start(this::run);
            }

            private void run() {
                try (consumer) {
                    consumer.subscribe(List.of(topic));
                    while (true) {
                        consumer.poll(Duration.ofMillis(100));
                    }
                } catch (WakeupException e) {
                    // The member leaves.
                }
            }

            void leave() {
                consumer.wakeup();
                await().atMost(LONG).until(() -> !thread.isAlive());
            }
        }
    }

    @Test
    void a_broker_that_is_away_keeps_nobody_waiting_longer_than_they_want() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Map<String, Object> nowhere =
                Map.of("bootstrap.servers", "127.0.0.1:1", "request.timeout.ms", 200, "default.api.timeout.ms", 400);
        try (KafkaOwners owners =
                new KafkaOwners("writers", "events", () -> Admin.create(nowhere), new RoutingMetrics(meters))) {
            owners.refresh(Duration.ofMillis(1));
            assertThat(owners.of(0)).isNull();
            await().atMost(OwnersConformance.LONG)
                    .until(() -> meters.get("tableorder.owners.refreshes")
                                    .tag("outcome", "failed")
                                    .counter()
                                    .count()
                            == 1);
        }
    }
}
