package io.tableorder.notifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamLimitsTest {

    private static final String LARGE_NOTE = "note ".repeat(150);

    private static EventLog log;
    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        log = SharedLog.log();
        notifier = Notifier.start(
                SharedLog.bootstrapServers(),
                "SSE_MAX_CONNECTIONS_PER_STORE=3",
                "SSE_HEARTBEAT_INTERVAL=1",
                "SSE_WRITE_DEADLINE_SECONDS=2");
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void a_store_with_as_many_screens_as_it_may_gets_429_and_keeps_those_it_has() throws Exception {
        Restaurant restaurant = opened("full");
        Restaurant other = opened("not-full");
        List<Screen> screens = new ArrayList<>();
        try {
            for (int number = 0; number < 3; number++) {
                screens.add(notifier.connect(restaurant));
            }
            try (Screen refused = notifier.connect(restaurant)) {
                assertThat(refused.response().statusCode()).isEqualTo(429);
                assertThat(refused.response().headers().firstValue("Retry-After"))
                        .contains("5");
                assertThat(refused.problem().get("error_code").asString()).isEqualTo("RATE_LIMITED");
            }
            try (Screen elsewhere = notifier.connect(other)) {
                elsewhere.next("initial");
            }
            restaurant.placeOrder(1);
            for (Screen screen : screens) {
                screen.next("initial");
                screen.next("order_created");
            }
            screens.removeFirst().close();
            // Noticed by a write, at the latest a heartbeat's.
            await().untilAsserted(() -> {
                try (Screen next = notifier.connect(restaurant)) {
                    assertThat(next.response().statusCode()).isEqualTo(200);
                }
            });
        } finally {
            screens.forEach(Screen::close);
        }
    }

    @Test
    void a_ticket_opens_one_stream_and_nothing_else() throws Exception {
        Restaurant restaurant = opened("ticket");
        String token = notifier.staffToken(restaurant);
        JsonNode answer = ticket(token);
        assertThat(answer.get("expires_in").asInt()).isEqualTo(30);
        String ticket = answer.get("ticket").asString();
        assertThat(ticket).doesNotContain(token);
        try (Screen elsewhere = Screen.connect(notifier.uri("/metrics?ticket=" + ticket), Map.of())) {
            assertThat(elsewhere.response().statusCode()).isEqualTo(401);
        }
        String path = "/api/v1/admin/orders/stream?ticket=";
        try (Screen screen = Screen.connect(notifier.uri(path + ticket), Map.of())) {
            screen.next("initial");
            restaurant.placeOrder(1);
            screen.next("order_created");
        }
        for (String bad : List.of(ticket, ticket(token).get("ticket").asString() + "A", token, "x.y", "")) {
            try (Screen refused = Screen.connect(notifier.uri(path + bad), Map.of())) {
                assertThat(refused.response().statusCode()).as(bad).isEqualTo(401);
            }
        }
        String foreign = ticket(token).get("ticket").asString();
        try (Screen refused = Screen.connect(notifier.uri(path + foreign + "&store_id=another"), Map.of())) {
            assertThat(refused.response().statusCode()).isEqualTo(403);
        }
    }

    private static JsonNode ticket(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(notifier.uri("/api/v1/admin/stream-tickets"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = Screen.ask(request);
        assertThat(response.statusCode()).isEqualTo(200);
        return Json.mapper().readTree(response.body());
    }

    @Test
    void a_stream_ends_with_its_token_whether_sent_or_exchanged_for_a_ticket() throws Exception {
        Restaurant restaurant = opened("expiry");
        // What follows has seconds to connect in; the first request of a process may take them all.
        try (Screen first = notifier.connect(restaurant)) {
            first.next("initial");
        }
        String token = shortToken(restaurant, Duration.ofSeconds(10));
        String ticket = ticket(token).get("ticket").asString();
        try (Screen byToken = notifier.connect(token, "", null);
                Screen byTicket =
                        Screen.connect(notifier.uri("/api/v1/admin/orders/stream?ticket=" + ticket), Map.of())) {
            byToken.next("initial");
            byTicket.next("initial");
            assertThat(byToken.hasEnded()).isFalse();
            byToken.awaitEnd();
            byTicket.awaitEnd();
        }
        await().untilAsserted(() -> assertThat(notifier.metric("tableorder.sse.disconnects", "reason", "token_expired"))
                .isGreaterThanOrEqualTo(2));
        try (Screen late = notifier.connect(token, "", null)) {
            assertThat(late.response().statusCode()).isEqualTo(401);
        }
    }

    private static String shortToken(Restaurant restaurant, Duration lifetime) {
        SecuritySettings settings = new SecuritySettings(
                new String(notifier.bean(SecuritySettings.class).keyBytes(), US_ASCII), lifetime, List.of());
        return new TokenIssuer(settings, InstantSource.system())
                .issue("account-1", Role.STAFF, restaurant.chainId(), restaurant.storeId(), null)
                .value();
    }

    @Test
    void a_client_that_stops_reading_is_ended_and_the_others_notice_nothing() throws Exception {
        Restaurant restaurant = opened("stuck");
        try (Screen fast = notifier.connect(restaurant);
                Socket stuck = deafSocket(restaurant, null)) {
            fast.next("initial");
            await().until(() -> notifier.metric("tableorder.sse.connections.active") >= 2);
            double before = notifier.metric("tableorder.sse.disconnects", "reason", "write_timeout");
            // More than the kernel holds for a socket nobody reads.
            Instant start = Instant.now();
            while (notifier.metric("tableorder.sse.disconnects", "reason", "write_timeout") == before
                    && Instant.now().isBefore(start.plusSeconds(60))) {
                RecordedEvent event = restaurant.placeOrder(1, LARGE_NOTE, 50);
                assertThat(fast.next("order_created").id())
                        .isEqualTo(event.position().toString());
            }
            assertThat(notifier.metric("tableorder.sse.disconnects", "reason", "write_timeout"))
                    .isEqualTo(before + 1);
            await().untilAsserted(() ->
                    assertThat(notifier.metric("tableorder.sse.send.failures")).isPositive());
            assertThat(fast.hasEnded()).isFalse();
            assertThat(fast.waiting()).isEmpty();
        }
    }

    @Test
    void a_client_that_falls_behind_the_ring_is_ended_and_resumes_without_a_loss() throws Exception {
        // Time enough that only the ring ends it.
        try (Notifier patient =
                Notifier.start(SharedLog.bootstrapServers(), "SSE_WRITE_DEADLINE_SECONDS=60", "SSE_RING_FRAMES=16")) {
            Restaurant restaurant = opened("lagging", patient);
            List<String> seen = new ArrayList<>();
            try (Socket slow = deafSocket(patient, restaurant, null)) {
                await().until(() -> patient.metric("tableorder.sse.connections.active") == 1);
                for (int order = 0; order < 250; order++) {
                    restaurant.placeOrder(1, LARGE_NOTE, 50);
                }
                readIds(slow, seen);
            }
            await().untilAsserted(() -> assertThat(patient.metric("tableorder.sse.disconnects", "reason", "lagged"))
                    .isEqualTo(1));
            List<String> all = log.events(restaurant.storeId()).stream()
                    .filter(event -> !event.event().getClass().getSimpleName().equals("Started"))
                    .map(event -> event.position().toString())
                    .toList();
            int from = all.indexOf(seen.getFirst());
            assertThat(all.subList(from, from + seen.size())).isEqualTo(seen);
            assertThat(seen.getLast()).isNotEqualTo(all.getLast());
            try (Screen again = patient.connect(restaurant, seen.getLast())) {
                for (String expected : all.subList(from + seen.size(), all.size())) {
                    assertThat(again.next("order_created").id()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void what_is_further_back_than_a_replay_goes_is_answered_by_a_reset_and_the_board() throws Exception {
        try (Notifier forgetful =
                Notifier.start(SharedLog.bootstrapServers(), "SSE_RING_FRAMES=4", "SSE_REPLAY_RECORDS=20")) {
            Restaurant restaurant = opened("too-old", forgetful);
            RecordedEvent held = log.events(restaurant.storeId()).getLast();
            RecordedEvent newest = held;
            for (int order = 0; order < 20; order++) {
                newest = restaurant.placeOrder(1);
            }
            forgetful.awaitPublished(newest);
            String token = forgetful.staffToken(restaurant);
            for (String query : List.of("?last_event_id=" + held.position(), "?since=" + held.time())) {
                try (Screen screen = forgetful.connect(token, query, null)) {
                    assertThat(screen.next("reset").data().get("reason").asString())
                            .isEqualTo("too_old");
                    assertThat(screen.next("initial").id())
                            .isEqualTo(newest.position().toString());
                }
            }
        }
    }

    private static void readIds(Socket socket, List<String> ids) throws IOException {
        socket.setSoTimeout(60_000);
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !line.equals("0"); line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                ids.add(line.substring(4));
            }
        }
    }

    @Test
    void at_shutdown_streams_end_and_new_ones_are_refused() throws Exception {
        Notifier stopping = Notifier.start(SharedLog.bootstrapServers(), "SSE_DRAIN_SECONDS=2");
        Restaurant restaurant = opened("shutdown", stopping);
        try (Screen first = stopping.connect(restaurant);
                Screen second = stopping.connect(restaurant)) {
            first.next("initial");
            second.next("initial");
            Thread closing = Thread.ofVirtual().start(stopping::close);
            await().until(() -> {
                try (Screen refused = stopping.connect(restaurant)) {
                    return refused.response().statusCode() == 503;
                } catch (IOException gone) {
                    return true;
                }
            });
            first.awaitEnd();
            second.awaitEnd();
            assertThat(closing.join(Duration.ofSeconds(60))).isTrue();
        }
    }

    @Test
    void the_designs_metrics_count_streams() throws Exception {
        Restaurant restaurant = opened("metrics");
        try (Screen screen = notifier.connect(restaurant)) {
            screen.next("initial");
            restaurant.placeOrder(1);
            screen.next("order_created");
            HttpRequest request = HttpRequest.newBuilder(notifier.uri("/metrics"))
                    .header("Authorization", "Bearer " + notifier.token(Role.CHAIN_ADMIN, "hanok", null))
                    .build();
            await().untilAsserted(() -> {
                JsonNode sse =
                        Json.mapper().readTree(Screen.ask(request).body()).get("sse");
                assertThat(sse.get("active_connections").asInt()).isPositive();
                assertThat(sse.get("total_events_sent").asInt()).isPositive();
            });
        }
    }

    private static Socket deafSocket(Restaurant restaurant, @Nullable String lastEventId) throws IOException {
        return deafSocket(notifier, restaurant, lastEventId);
    }

    /** Asks for the stream and does not read the answer. */
    private static Socket deafSocket(Notifier to, Restaurant restaurant, @Nullable String lastEventId)
            throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", to.port()));
        String request = "GET /api/v1/admin/orders/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + to.staffToken(restaurant) + "\r\n"
                + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return socket;
    }

    private static Restaurant opened(String storeId) throws Exception {
        return opened(storeId, notifier);
    }

    private static Restaurant opened(String storeId, Notifier at) throws Exception {
        Restaurant restaurant = Restaurant.open(log, storeId, "hanok", 2);
        at.awaitPublished(restaurant.placeOrder(1));
        return restaurant;
    }
}
