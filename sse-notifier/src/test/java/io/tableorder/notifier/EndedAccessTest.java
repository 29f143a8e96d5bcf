package io.tableorder.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.access.AccessCodec;
import io.tableorder.access.AccessEnd;
import io.tableorder.access.DeferredChange;
import io.tableorder.access.ManagedBy;
import io.tableorder.embedded.Broker;
import io.tableorder.event.Role;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.security.TokenReader;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Access that ends in Kafka ends here: with the requests and the open streams. */
class EndedAccessTest {

    private static Broker kafka;
    private static EventLog log;
    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        kafka = TestServices.broker();
        log = new EventLog(kafka.bootstrapServers());
        notifier = Notifier.start(kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        notifier.close();
        kafka.close();
    }

    private static void write(byte[] value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.ORDER_ACCESS, "key".getBytes(UTF_8), value))
                    .get();
        }
    }

    private static String token(Restaurant restaurant, String account) {
        return notifier.bean(TokenIssuer.class)
                .issue(account, Role.STAFF, restaurant.chainId(), restaurant.storeId(), null)
                .value();
    }

    private static String device(String token) {
        return notifier.bean(TokenReader.class).read(token).login().device();
    }

    private static int ticketStatus(Notifier of, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(of.uri("/api/v1/admin/stream-tickets"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return Screen.HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String ticket(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(notifier.uri("/api/v1/admin/stream-tickets"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String body =
                Screen.HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return io.tableorder.wire.Json.mapper().readTree(body).path("ticket").asString();
    }

    /** Opens a store of the chain, and returns when its board can be shown: a screen that is earlier is told to come again. */
    private static Restaurant openedIn(String chainId) throws Exception {
        Restaurant restaurant = Restaurant.open(log, "store-" + UUID.randomUUID(), chainId, 1);
        notifier.awaitShown(restaurant);
        return restaurant;
    }

    private static double disconnects() {
        return notifier.metric("tableorder.sse.disconnects", "reason", "access_ended");
    }

    @Test
    void the_open_streams_of_an_ended_login_end_and_those_of_others_go_on() throws Exception {
        Restaurant restaurant = openedIn("hanok");
        String gone = token(restaurant, "staff-1");
        String stays = token(restaurant, "staff-2");
        String ticket = ticket(gone);
        String late = ticket(gone);
        double disconnectsBefore = disconnects();
        try (Screen one = notifier.connect(gone, "", null);
                Screen byTicket =
                        Screen.connect(notifier.uri("/api/v1/admin/orders/stream?ticket=" + ticket), Map.of());
                Screen other = notifier.connect(stays, "", null)) {
            one.next("initial");
            byTicket.next("initial");
            other.next("initial");

            write(AccessCodec.write(new AccessEnd.OfDevice(device(gone), Instant.now())));

            one.awaitEnd();
            byTicket.awaitEnd();
            assertThat(ticketStatus(notifier, gone)).isEqualTo(401);
            try (Screen again = Screen.connect(notifier.uri("/api/v1/admin/orders/stream?ticket=" + late), Map.of())) {
                assertThat(again.response().statusCode()).isEqualTo(401);
            }
            assertThat(other.hasEnded()).isFalse();
            assertThat(ticketStatus(notifier, stays)).isEqualTo(200);
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(disconnects() - disconnectsBefore).isEqualTo(2));
        }
    }

    private static final DeferredChange DISABLE =
            new DeferredChange("c-1", null, null, true, false, "c-1", "chain_admin", "hanok", null, "", "", null);

    @Test
    void what_was_ordered_without_postgresql_ends_streams_of_those_whom_its_orderer_manages_and_of_nobody_else()
            throws Exception {
        Restaurant restaurant = openedIn("hanok");
        Restaurant other = openedIn("hanok");
        String gone = token(restaurant, "staff-6");
        String namesake = token(other, "staff-6");
        try (Screen one = notifier.connect(gone, "", null);
                Screen elsewhere = notifier.connect(namesake, "", null)) {
            one.next("initial");
            elsewhere.next("initial");
            ManagedBy managed = ManagedBy.store(restaurant.storeId(), Role.STAFF.wireName());

            write(AccessCodec.write(new AccessEnd.OfManaged("staff-6", managed, Instant.now(), DISABLE)));

            one.awaitEnd();
            assertThat(ticketStatus(notifier, gone)).isEqualTo(401);
            assertThat(elsewhere.hasEnded()).isFalse();
            assertThat(ticketStatus(notifier, namesake)).isEqualTo(200);
        }
    }

    @Test
    void the_streams_of_a_whole_chain_end() throws Exception {
        String chainId = "chain-" + UUID.randomUUID();
        Restaurant restaurant = openedIn(chainId);
        Restaurant other = openedIn("hanok");
        String gone = token(restaurant, "staff-7");
        try (Screen one = notifier.connect(gone, "", null);
                Screen elsewhere = notifier.connect(token(other, "staff-8"), "", null)) {
            one.next("initial");
            elsewhere.next("initial");

            write(AccessCodec.write(new AccessEnd.OfChainLogins(chainId, Instant.now(), DISABLE)));

            one.awaitEnd();
            assertThat(ticketStatus(notifier, gone)).isEqualTo(401);
            assertThat(elsewhere.hasEnded()).isFalse();
        }
    }

    @Test
    void an_instance_that_starts_later_knows_it_too_and_a_record_of_anything_else_is_passed_over() throws Exception {
        Restaurant restaurant = openedIn("hanok");
        String gone = token(restaurant, "staff-3");
        write("nonsense".getBytes(UTF_8));
        write(AccessCodec.write(AccessEnd.OfSubject.forGood("staff-3", Instant.now())));

        try (Notifier second = Notifier.start(kafka.bootstrapServers())) {
            Awaitility.await().until(() -> second.bean(AccessEnds.class).isKnown());
            assertThat(ticketStatus(second, gone)).isEqualTo(401);
            assertThat(second.metric("tableorder.access.records.unreadable")).isEqualTo(1);
        }
    }

    @Test
    void what_was_read_outlives_the_topic_and_a_new_topic_is_read_as_well() throws Exception {
        Restaurant restaurant = openedIn("hanok");
        String before = token(restaurant, "staff-4");
        String after = token(restaurant, "staff-5");
        write(AccessCodec.write(new AccessEnd.OfDevice(device(before), Instant.now())));
        Awaitility.await().until(() -> ticketStatus(notifier, before) == 401);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(Topics.ORDER_ACCESS)).all().get();
            Awaitility.await().ignoreExceptions().until(() -> {
                write(AccessCodec.write(new AccessEnd.OfDevice(device(after), Instant.now())));
                return true;
            });
        }

        Awaitility.await().until(() -> ticketStatus(notifier, after) == 401);
        assertThat(ticketStatus(notifier, before)).isEqualTo(401);
    }
}
