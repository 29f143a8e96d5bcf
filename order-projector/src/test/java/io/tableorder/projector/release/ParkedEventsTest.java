package io.tableorder.projector.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.event.OperatorEvent.RecordSkipped;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.fixture.LogLines;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.projector.DocumentedAnswers;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.OrderProjectorApplication;
import io.tableorder.projector.Poison;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Poison in the real log, as people who run the service meet it. */
@ResourceLock("logging") // Spring drops every line while it sets logging up.
class ParkedEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static KafkaLog log;
    private static EmptyDatabase database;
    private static ConfigurableApplicationContext context;
    private static int stores;

    private static StoreLog ofWriters;
    private StoreLog store;

    /** Stands for order-api: its decision is the next event of the store's hash chain. */
    static class Writers {
        @Bean
        @Primary
        WritePath twinOfTheWriters() {
            return skip -> new WritePath.Answer.Decided(ofWriters
                    .append(new RecordSkipped(skip.position(), skip.recordHash(), skip.reason()))
                    .position());
        }
    }

    @BeforeAll
    static void start() throws Exception {
        log = new KafkaLog();
        database = TestServices.emptyDatabase();
        context = new SpringApplicationBuilder(OrderProjectorApplication.class, Writers.class)
                .run(
                        "--server.port=0",
                        "--SECRET_KEY=a-key-for-tests-of-more-than-32-bytes",
                        "--DATABASE_URL=" + database.jdbcUrl(),
                        "--KAFKA_BOOTSTRAP_SERVERS=" + log.broker().bootstrapServers(),
                        "--KAFKA_PARTITIONS=" + KafkaLog.PARTITIONS,
                        "--KAFKA_REPLICATION_FACTOR=1",
                        "--METRICS_STORES=" + KafkaLog.storeIn(1, "store-1"),
                        "--LOG_LEVEL=WARNING");
    }

    @AfterAll
    static void stop() {
        context.close();
        database.close();
        log.close();
    }

    @BeforeEach
    void open() {
        store = StoreLog.opened(KafkaLog.storeIn(1, "store-" + ++stores), log.partition(1));
        ofWriters = store;
        store.append(new TableEvent.Added("table", 1));
        store.append(new SessionEvent.Started("session", "table", 1));
        store.append(Poison.placed("sound", 1));
        awaitStatus("sound", "PENDING 1");
    }

    @ParameterizedTest
    @EnumSource
    void poison_is_parked_for_all_to_see_while_others_flow_and_is_released_by_a_skip(Poison poison) {
        String position;
        try (LogLines lines = LogLines.of("io.tableorder.projector")) {
            poison.appendTo(store, "sound");
            position = "1-" + store.partition().records().getLast().offset();
            store.append(Poison.placed("other", 2));

            awaitStatus("other", "PENDING 1");
            String said = "ERROR Parked the event at " + position + " (";
            await().atMost(PATIENCE).until(() -> lines.texts().stream().anyMatch(line -> line.startsWith(said)));
        }
        JsonNode parked = parkedAt(position);
        assertThat(parked.path("reason").asString()).isEqualTo(poison.reason().name());
        assertThat(parked.path("order_id").asString()).isEqualTo("sound");
        assertThat(parked.path("detail").asString()).isNotEmpty();
        awaitParkedMetric(poison.reason());

        JsonNode retried = json(post(position, "retry", "", "hanok"));
        assertThat(retried.path("applied").asInt(-1)).isZero();
        assertThat(retried.at("/still_parked/0/reason").asString())
                .isEqualTo(poison.reason().name());

        assertThat(json(post(position, "skip", "{\"reason\":\"주방과 확인함\"}", "hanok"))
                        .path("still_parked"))
                .isEmpty();
        assertThat(parkedAt(position).isMissingNode()).isTrue();
        JsonNode skipped = find(report("hanok").path("skipped"), position);
        assertThat(skipped.path("skip_reason").asString()).isEqualTo("주방과 확인함");
        assertThat(skipped.path("skipped_by_id").asString())
                .as("as the event says")
                .isEqualTo("staff-1");
    }

    @Test
    void what_the_database_refused_goes_on_in_sequence_after_the_fix() {
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        jdbc.execute("ALTER TABLE orders_g1.orders ADD CONSTRAINT refuse CHECK (status <> 'PREPARING') NOT VALID");
        store.append(Poison.prepared("sound", 2));
        String position = "1-" + store.partition().records().getLast().offset();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(parkedAt(position).path("reason").asString()).isEqualTo("REFUSED_BY_DATABASE"));
        store.append(new OrderEvent.StatusChanged("sound", 3, "table", OrderStatus.PREPARING, OrderStatus.COMPLETED));
        store.append(Poison.placed("other", 2));
        awaitStatus("other", "PENDING 1");
        jdbc.execute("ALTER TABLE orders_g1.orders DROP CONSTRAINT refuse");

        assertThat(json(post(position, "retry", "", "hanok")).path("applied").asInt())
                .isEqualTo(2);

        awaitStatus("sound", "COMPLETED 3");
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode complete = report("hanok").path("completeness");
            assertThat(complete.path("checked_events").asLong())
                    .isEqualTo(complete.path("events").asLong());
            assertThat(complete.path("stores_missing").asLong(-1)).isZero();
            assertThat(complete.path("orders_missing").asLong(-1)).isZero();
        });
    }

    @Test
    void another_chains_parked_events_are_not_there() {
        Poison.NULL_VALUE.appendTo(store, "sound");
        String position = "1-" + store.partition().records().getLast().offset();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(parkedAt(position).isMissingNode()).isFalse());

        assertThat(post(position, "retry", "", "other").statusCode()).isEqualTo(404);
        assertThat(post(position, "skip", "{\"reason\":\"x\"}", "other").statusCode())
                .isEqualTo(404);
        assertThat(post("1-999999", "retry", "", "hanok").statusCode()).isEqualTo(404);
        assertThat(post("nowhere", "retry", "", "hanok").statusCode()).isEqualTo(400);
        assertThat(post(position, "skip", "{\"reason\":\" \"}", "hanok").statusCode())
                .isEqualTo(400);
        assertThat(parkedAt(position).isMissingNode()).isFalse();
    }

    @Test
    void an_event_that_waits_behind_another_is_not_skipped_before_it() {
        Poison.UNKNOWN_TYPE.appendTo(store, "sound");
        String first = "1-" + store.partition().records().getLast().offset();
        store.appendUnfolded(
                new OrderEvent.StatusChanged("sound", 3, "table", OrderStatus.PREPARING, OrderStatus.COMPLETED));
        String behind = "1-" + store.partition().records().getLast().offset();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(parkedAt(behind).isMissingNode()).isFalse());

        HttpResponse<String> answer = post(behind, "skip", "{\"reason\":\"x\"}", "hanok");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains(first);
    }

    @Test
    void orders_are_counted_as_they_come() {
        MeterRegistry meters = context.getBean(MeterRegistry.class);
        double created = meters.get("tableorder.orders.placed").counter().count();
        long left = meters.get("tableorder.orders.status.time")
                .tag("status", "PENDING")
                .timer()
                .count();

        store.pass(Duration.ofMinutes(3));
        store.append(Poison.prepared("sound", 2));
        store.append(new OrderEvent.Cancelled("sound", 3, "table", OrderStatus.PREPARING, 0, "재료 소진"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(meters.find("tableorder.orders.cancelled")
                                .tag("reason", "SOLD_OUT")
                                .tag("from", "PREPARING")
                                .counter())
                        .isNotNull());
        assertThat(meters.get("tableorder.orders.placed").counter().count()).isGreaterThan(created - 1);
        var pending = meters.get("tableorder.orders.status.time")
                .tag("status", "PENDING")
                .timer();
        assertThat(pending.count()).isGreaterThan(left);
        assertThat(pending.max(TimeUnit.SECONDS)).isGreaterThanOrEqualTo(180);
        assertThat(meters.get("tableorder.orders.revenue")
                        .tag("currency", "KRW")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(9_000);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(meters.get("tableorder.projection.lag.seconds")
                                .tag("partition", "1")
                                .gauge()
                                .value())
                        .isZero());
    }

    private void awaitStatus(String orderId, String status) {
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(jdbc.queryForList("""
                                SELECT status || ' ' || version FROM orders.orders
                                WHERE store_id = ? AND order_id = ?""", String.class, store.storeId(), orderId))
                        .containsExactly(status));
    }

    private static void awaitParkedMetric(ParkReason reason) {
        MeterRegistry meters = context.getBean(MeterRegistry.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(meters.get("tableorder.projection.parked.events")
                                .tag("reason", reason.name())
                                .gauge()
                                .value())
                        .isPositive());
    }

    private static JsonNode parkedAt(String position) {
        return find(report("hanok").path("parked"), position);
    }

    private static JsonNode find(JsonNode list, String position) {
        for (JsonNode one : list) {
            if (one.path("position").asString().equals(position)) {
                return one;
            }
        }
        return list.path("nothing");
    }

    private static JsonNode report(String chainId) {
        return json(DocumentedAnswers.send(
                request("/api/v1/admin/projection", chainId).build(), null));
    }

    private static HttpResponse<String> post(String position, String action, String body, String chainId) {
        return DocumentedAnswers.send(
                request("/api/v1/admin/projection/parked/" + position + "/" + action, chainId)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                body);
    }

    private static HttpRequest.Builder request(String path, String chainId) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        String token = context.getBean(TokenIssuer.class)
                .issue("someone", Role.CHAIN_ADMIN, chainId, null, null)
                .value();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
