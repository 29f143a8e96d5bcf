package io.tableorder.notifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.RecordedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client can do wrong on purpose ends that client, is counted, and is not noticed by the others. */
class HostileClientsTest {

    private static final String LARGE_NOTE = "note ".repeat(150);
    private static final int SMALL_WINDOW_BYTES = 4_096;

    private static EventLog log;
    private static Notifier notifier;

    @BeforeAll
    static void start() {
        log = SharedLog.log();
        notifier = Notifier.start(
                SharedLog.bootstrapServers(),
                "SSE_MAX_CONNECTIONS_PER_STORE=40",
                "SSE_MAX_CONNECTIONS=60",
                "SSE_MAX_CONNECTS_PER_SECOND=1000",
                "SSE_HEARTBEAT_INTERVAL=300",
                "SSE_WRITE_DEADLINE_SECONDS=2");
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void whoever_reads_a_byte_at_a_time_is_ended_at_the_write_deadline() throws Exception {
        Restaurant restaurant = opened("trickle");
        double before = ended("write_timeout");
        try (Screen fast = notifier.connect(restaurant);
                Socket slow = ask(restaurant)) {
            fast.next("initial");
            while (ended("write_timeout") == before) {
                RecordedEvent event = restaurant.placeOrder(1, LARGE_NOTE, 50);
                assertThat(fast.next("order_created").id())
                        .isEqualTo(event.position().toString());
                assertThat(slow.getInputStream().read()).isNotNegative();
            }
            await().untilAsserted(() ->
                    assertThat(notifier.metric("tableorder.sse.send.failures")).isPositive());
        }
    }

    @Test
    void whoever_opens_and_drops_without_end_is_told_to_wait_and_leaves_nothing_behind() throws Exception {
        Restaurant restaurant = opened("drop");
        Restaurant other = opened("not-dropping");
        try (Screen elsewhere = notifier.connect(other)) {
            elsewhere.next("initial");
            // What the store may ask for comes back with time, so it is asked for more until one is told.
            await().untilAsserted(() -> {
                for (int connection = 0; connection < 250; connection++) {
                    ask(restaurant).close();
                }
                try (Screen refused = notifier.connect(restaurant)) {
                    assertThat(refused.response().statusCode()).isEqualTo(429);
                    assertThat(refused.response().headers().firstValue("Retry-After"))
                            .isPresent();
                }
            });
            RecordedEvent event = other.placeOrder(1);
            assertThat(elsewhere.next("order_created").id())
                    .isEqualTo(event.position().toString());
            await().untilAsserted(() -> assertThat(notifier.metric("tableorder.sse.connections.active"))
                    .isEqualTo(1));
            assertThat(notifier.metric("tableorder.sse.connections.refused", "bound", "store_rate"))
                    .isPositive();
        }
    }

    @Test
    void an_instance_that_is_full_says_when_to_come_again_and_keeps_what_it_has() throws Exception {
        List<Screen> screens = new ArrayList<>();
        try {
            for (Restaurant restaurant : List.of(opened("full-1"), opened("full-2"))) {
                for (int screen = 0; screen < 30; screen++) {
                    screens.add(notifier.connect(restaurant));
                }
            }
            Restaurant late = opened("full-3");
            try (Screen refused = notifier.connect(late)) {
                assertThat(refused.response().statusCode()).isEqualTo(503);
                assertThat(refused.response().headers().firstValue("Retry-After"))
                        .isPresent();
            }
            for (Screen screen : screens) {
                screen.next("initial");
                assertThat(screen.hasEnded()).isFalse();
            }
            // A closed connection is noticed at once, without a write.
            screens.removeFirst().close();
            await().untilAsserted(() -> {
                try (Screen next = notifier.connect(late)) {
                    assertThat(next.response().statusCode()).isEqualTo(200);
                }
            });
            await().untilAsserted(() -> assertThat(ended("client_gone")).isPositive());
        } finally {
            screens.forEach(Screen::close);
            await().until(() -> notifier.metric("tableorder.sse.connections.active") == 0);
        }
    }

    @Test
    void a_request_that_is_never_finished_is_ended() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", notifier.port())) {
            socket.getOutputStream()
                    .write("GET /api/v1/admin/orders/stream HTTP/1.1\r\nHost: x\r\n".getBytes(US_ASCII));
            socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
            assertThat(readToEnd(socket)).isTrue();
        }
    }

    @Test
    void a_request_that_comes_a_byte_at_a_time_is_ended_too_and_counted() throws Exception {
        double before = late();
        try (Socket socket = new Socket("127.0.0.1", notifier.port())) {
            socket.setSoTimeout(50);
            OutputStream out = socket.getOutputStream();
            out.write("GET /health/live HTTP/1.1\r\nX-Endless: ".getBytes(US_ASCII));
            for (int sent = 0; isOpen(socket); sent++) {
                assertThat(sent).as("bytes taken without an end").isLessThan(400);
                out.write('x');
            }
        }
        await().until(() -> late() == before + 1);
    }

    @Test
    void whoever_talks_on_after_the_request_is_not_listened_to() throws Exception {
        Restaurant restaurant = opened("talks");
        try (Socket socket = ask(restaurant)) {
            assertThat(socket.getInputStream().read()).isNotNegative();
            // Those of other tests are gone then.
            await().until(() -> notifier.metric("tableorder.sse.connections.active") == 1);
            for (int line = 0; line < 1_000; line++) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            }
            assertThat(notifier.metric("tableorder.sse.connections.active")).isEqualTo(1);
        }
        await().until(() -> notifier.metric("tableorder.sse.connections.active") == 0);
    }

    private static boolean readToEnd(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // An error may be said before the end.
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException nothingYet) {
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    private static double late() {
        return notifier.metric("tableorder.sse.connections.refused", "bound", "head_time");
    }

    private static double ended(String reason) {
        return notifier.metric("tableorder.sse.disconnects", "reason", reason);
    }

    private static Socket ask(Restaurant restaurant) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_WINDOW_BYTES);
        socket.connect(new InetSocketAddress("127.0.0.1", notifier.port()));
        String request = "GET /api/v1/admin/orders/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + notifier.staffToken(restaurant) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return socket;
    }

    private static Restaurant opened(String name) throws Exception {
        Restaurant restaurant = Restaurant.open(log, "hostile-" + name, "hanok", 2);
        notifier.awaitPublished(restaurant.placeOrder(1));
        return restaurant;
    }
}
