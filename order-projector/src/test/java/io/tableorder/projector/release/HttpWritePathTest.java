package io.tableorder.projector.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tableorder.embedded.Broker;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.event.Actor;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.hold.SkipRequest;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.projector.release.WritePath.Answer.Decided;
import io.tableorder.projector.release.WritePath.Answer.Refused;
import io.tableorder.projector.release.WritePath.Answer.Unavailable;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Json;
import io.tableorder.wire.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Members of the writers' group on a real broker, each with an HTTP server that answers as the test says. */
class HttpWritePathTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final InstanceSignature SIGNATURE = new InstanceSignature(
            new SecuritySettings("a-key-for-tests-of-more-than-32-bytes", Duration.ofHours(1), List.of()),
            Clock.systemUTC());
    private static final SkipRequest SKIP =
            new SkipRequest("store", "3-17", "a".repeat(64), "시험 기록", new Actor(Role.OPERATOR, "boss"), "req-1");
    private static final String DECIDED = "{\"position\":\"3-21\"}";

    private static Broker broker;
    private static Admin admin;

    private final List<Member> members = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final WritePath writePath = new HttpWritePath(() -> admin, SIGNATURE);

    @BeforeAll
    static void start() throws Exception {
        broker = TestServices.broker();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Topics.ensure(admin, 12, (short) 1);
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @AfterEach
    void leave() throws Exception {
        for (Member member : members) {
            member.leave();
        }
        servers.forEach(server -> server.stop(0));
    }

    /** A member of the group, known by its client id. */
    private static final class Member {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Thread thread;

        Member(String clientId) {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            broker.bootstrapServers(),
                            "group.id",
                            Topics.WRITERS_GROUP,
                            "client.id",
                            clientId,
                            "auto.offset.reset",
                            "latest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.subscribe(List.of(Topics.ORDER_EVENTS));
            thread = Thread.ofPlatform().daemon().start(this::takePart);
        }

        private void takePart() {
            try (consumer) {
                while (!Thread.currentThread().isInterrupted()) {
                    consumer.poll(PATIENCE);
                }
            } catch (WakeupException left) {
                // It leaves.
            }
        }

        void leave() throws InterruptedException {
            consumer.wakeup();
            thread.join();
        }
    }

    private void joins(String clientId) {
        members.add(new Member(clientId));
        await().atMost(PATIENCE)
                // Until its first member has joined there is no group.
                .ignoreExceptionsMatching(failed -> failed.getCause() instanceof GroupIdNotFoundException)
                .until(() -> inGroup() == members.size());
    }

    private static int inGroup() throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(Topics.WRITERS_GROUP))
                .all()
                .get()
                .get(Topics.WRITERS_GROUP)
                .members()
                .size();
    }

    /** Stands for an instance of order-api; one that does not know the sender says what a stranger is told. */
    private void instanceAnswers(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/internal/skipped-records", exchange -> {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            asked.add(Json.mapper().readTree(sent));
            byte[] answer = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(isSigned(exchange, sent) ? status : 404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        servers.add(server);
        joins("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        return SIGNATURE.isValid(
                exchange.getRequestHeaders().getFirst(InstanceSignature.HEADER),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                body);
    }

    @Test
    void an_instance_is_told_what_is_decided_and_by_whom() throws Exception {
        instanceAnswers(200, DECIDED);

        assertThat(writePath.skip(SKIP)).isEqualTo(new Decided(new Position(3, 21)));
        assertThat(asked).containsExactly(Json.mapper().readTree("""
                {"store_id":"store","position":"3-17","record_hash":"%s","reason":"시험 기록",
                 "actor":{"role":"OPERATOR","id":"boss"},"request_id":"req-1"}""".formatted("a".repeat(64))));
    }

    @Test
    void instances_that_cannot_are_passed_over_until_one_can() throws Exception {
        joins("http://127.0.0.1:" + LoopbackPort.free());
        instanceAnswers(503, "{}");
        instanceAnswers(200, DECIDED);
        joins("a consumer of somebody else's");

        assertThat(writePath.skip(SKIP)).isEqualTo(new Decided(new Position(3, 21)));
    }

    @Test
    void what_the_writer_refuses_is_not_asked_of_another() throws Exception {
        instanceAnswers(409, "{\"detail\":\"The record at 3-17 is applied\"}");
        instanceAnswers(409, "{\"detail\":\"The record at 3-17 is applied\"}");

        assertThat(writePath.skip(SKIP)).isEqualTo(new Refused("The record at 3-17 is applied"));
        assertThat(asked).hasSize(1);
    }

    @Test
    void an_instance_with_another_key_is_named_with_what_may_be_wrong() throws Exception {
        instanceAnswers(404, "{}");

        assertThat(writePath.skip(SKIP))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.detail())
                                .startsWith("http://127.0.0.1:")
                                .contains("SECRET_KEY differs"));
    }

    @Test
    void without_an_instance_nothing_is_decided() {
        assertThat(writePath.skip(SKIP))
                .isEqualTo(new Unavailable("No instance of order-api is a member of order-writers"));
    }

    @Test
    void without_a_broker_nobody_knows_whom_to_ask() {
        try (Admin away = Admin.create(Map.of(
                "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 1_000, "request.timeout.ms", 1_000))) {
            assertThat(new HttpWritePath(() -> away, SIGNATURE).skip(SKIP))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            unavailable ->
                                    assertThat(unavailable.detail()).startsWith("Kafka does not say who writes"));
        }
    }
}
