package io.tableorder.testkit.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.SecuritySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients ask until they know, always under the same key, and want the same again when they are given the same seed. */
class RandomClientsTest {

    private static final TokenIssuer TOKENS = new TokenIssuer(
            new SecuritySettings("a key of at least 32 bytes, for tests", Duration.ofHours(1), List.of()),
            Clock.systemUTC());

    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, AtomicInteger> requestsByKey = new ConcurrentHashMap<>();
    private HttpServer instance;
    private int answeredUnavailable;
    private boolean senseless;

    @BeforeEach
    void start() throws IOException {
        instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance.createContext("/api/v1/", this::answer);
        instance.start();
    }

    @AfterEach
    void stop() {
        instance.stop(0);
    }

    /** Unavailable at first, then orders are placed and everything else is refused. */
    private void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        int requests =
                requestsByKey.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
        answered.incrementAndGet();
        if (senseless) {
            send(exchange, 200, "{}");
        } else if (requests <= answeredUnavailable) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            send(exchange, 503, "{\"error_code\":\"SERVICE_UNAVAILABLE\"}");
        } else if (exchange.getRequestURI().getPath().equals("/api/v1/customer/orders")) {
            exchange.getResponseHeaders().set("X-Position", "7-1");
            send(exchange, 201, """
                    {"order_id":"order-%s","order_number":1,"version":1,"status":"PENDING","total_amount":1,
                    "position":"7-1","items":[{"item_id":"1","quantity":2}]}""".formatted(key));
        } else {
            send(exchange, 409, "{\"error_code\":\"CONFLICT\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private History run(long seed, int clients, int requests) throws InterruptedException {
        History history = new History();
        URI address = URI.create("http://127.0.0.1:" + instance.getAddress().getPort());
        Restaurant restaurant = Restaurant.of(TwinStore.opened().state());
        try (RandomClients random = new RandomClients(
                new RandomClients.Load(seed, clients, Duration.ZERO),
                List.of(restaurant),
                TOKENS,
                () -> address,
                history)) {
            random.start();
            await().until(() -> answered.get() >= requests);
            random.finish();
        }
        return history;
    }

    /** In the order in which they were sent: a repetition beside the first may be answered before it. */
    private static Map<String, List<Attempt>> byKey(History history) {
        return history.attempts().stream()
                .sorted(Comparator.comparingLong(Attempt::sentNanos))
                .collect(Collectors.groupingBy(Attempt::key));
    }

    @Test
    void what_is_left_unknown_is_asked_again_with_the_same_key_until_it_is_known() throws InterruptedException {
        answeredUnavailable = 2;

        Map<String, List<Attempt>> byKey = byKey(run(1, 4, 300));

        assertThat(byKey.values()).allSatisfy(attempts -> {
            assertThat(attempts)
                    .extracting(Attempt::command)
                    .containsOnly(attempts.getFirst().command());
            assertThat(attempts)
                    .filteredOn(attempt -> attempt.outcome() instanceof Outcome.Unknown)
                    .hasSize(2);
            assertThat(attempts.getLast().outcome()).isNotInstanceOf(Outcome.Unknown.class);
        });
    }

    @Test
    void a_key_is_sometimes_sent_again_though_it_was_answered() throws InterruptedException {
        assertThat(byKey(run(1, 1, 500)).values()).anyMatch(attempts -> attempts.size() > 1);
    }

    @Test
    void the_same_seed_wants_the_same() throws InterruptedException {
        List<Command> once = first50Commands(5);
        List<Command> again = first50Commands(5);
        List<Command> withAnotherSeed = first50Commands(6);

        assertThat(again).isEqualTo(once);
        assertThat(withAnotherSeed).isNotEqualTo(once);
    }

    private List<Command> first50Commands(long seed) throws InterruptedException {
        answered.set(0);
        Map<String, List<Attempt>> byKey = byKey(run(seed, 1, 100));
        return IntStream.range(0, 50)
                .mapToObj(i -> byKey.get(seed + "-0-" + i).getFirst().command())
                .toList();
    }

    @Test
    void most_are_orders() throws InterruptedException {
        List<Command> commands = byKey(run(1, 1, 1_000)).values().stream()
                .map(attempts -> attempts.getFirst().command())
                .toList();

        assertThat(commands)
                .filteredOn(Command.PlaceOrder.class::isInstance)
                .hasSizeBetween(commands.size() * 60 / 100, commands.size() * 80 / 100);
        assertThat(commands).hasAtLeastOneElementOfType(Command.SetAvailability.class);
    }

    @Test
    void an_answer_that_the_contract_does_not_know_ends_the_run() {
        senseless = true;

        assertThatThrownBy(() -> run(1, 1, 1)).hasMessage("A client failed, with seed 1");
    }
}
