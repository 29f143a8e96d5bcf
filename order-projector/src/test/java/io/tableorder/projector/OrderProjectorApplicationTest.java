package io.tableorder.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.embedded.Database;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Role;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.testkit.TestServices;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ResourceLock("logging") // Spring drops every line while it sets logging up.
class OrderProjectorApplicationTest {
    private static final String STORE = KafkaLog.storeIn(1, "store");

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static KafkaLog log;
    private static Database database;
    private static ConfigurableApplicationContext context;

    /** PostgreSQL comes only after the service. */
    @BeforeAll
    static void start() throws Exception {
        log = new KafkaLog();
        database = TestServices.database();
        database.stop();
        context = new SpringApplicationBuilder(OrderProjectorApplication.class)
                .run(
                        "--server.port=0",
                        "--SECRET_KEY=a-key-for-tests-of-more-than-32-bytes",
                        "--DATABASE_URL=" + database.jdbcUrl(),
                        "--DB_POOL_TIMEOUT=2",
                        "--KAFKA_BOOTSTRAP_SERVERS=" + log.broker().bootstrapServers(),
                        "--KAFKA_PARTITIONS=" + KafkaLog.PARTITIONS,
                        "--KAFKA_REPLICATION_FACTOR=1",
                        "--LOG_LEVEL=WARNING");
    }

    @AfterAll
    static void stop() {
        context.close();
        database.close();
        log.close();
    }

    @Test
    void it_starts_without_postgresql_projects_when_it_comes_and_reports_what_it_has_done() {
        String chain = token(Role.CHAIN_ADMIN, null);
        assertThat(get("/health/live", "").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready", "").statusCode()).isEqualTo(503);
        for (String path : List.of("/api/v1/admin/projection", "/api/v1/admin/projection/rebuild")) {
            HttpResponse<String> refused = get(path, chain);
            assertThat(refused.statusCode()).as(path).isEqualTo(503);
            assertThat(refused.body()).contains("\"error_code\":\"SERVICE_UNAVAILABLE\"");
        }
        RandomStore store = new RandomStore(StoreLog.opened(STORE, log.partition(1)), 1);
        for (int i = 0; i < 40; i++) {
            store.happen();
        }

        database.start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json("/health/ready", "").at("/checks/schema").asString())
                        .isEqualTo("connected"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode partition = json("/api/v1/admin/projection", chain).at("/partitions/1");
            assertThat(partition.path("lag_events").asLong(-1)).isZero();
            assertThat(partition.path("log_end").asLong()).isPositive();
        });
        long pending = store.log().state().floor().orders().values().stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .count();
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode business = json("/metrics", chain).path("business");
            assertThat(business.path("orders_created").asLong()).isPositive();
            assertThat(business.at("/orders_by_status/PENDING").asLong()).isGreaterThanOrEqualTo(pending);
        });
        MeterRegistry meters = context.getBean(MeterRegistry.class);
        assertThat(meters.get("tableorder.orders")
                        .tag("status", "PENDING")
                        .gauge()
                        .value())
                .isGreaterThanOrEqualTo(pending);

        store.log()
                .appendUnfolded(new OrderEvent.StatusChanged(
                        "no-such-order", 2, "table", OrderStatus.PENDING, OrderStatus.PREPARING));
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode parked = json("/api/v1/admin/projection", chain).at("/parked");
            assertThat(parked.at("/0/reason").asString()).isEqualTo("IMPOSSIBLE");
            assertThat(parked.at("/0/order_id").asString()).isEqualTo("no-such-order");
            assertThat(meters.get("tableorder.projection.parked.events")
                            .tag("reason", "IMPOSSIBLE")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        });
        assertThat(get("/api/v1/admin/projection", token(Role.STORE_ADMIN, STORE))
                        .statusCode())
                .isEqualTo(403);
        rebuildIsTheOperatorsAndEverybodyOfAChainMayLookHowFarItIs(chain);
        assertThat(get("/api/v1/admin/projection", "").statusCode()).isEqualTo(401);
    }

    private void rebuildIsTheOperatorsAndEverybodyOfAChainMayLookHowFarItIs(String chain) {
        String rebuild = "/api/v1/admin/projection/rebuild";
        String operator = context.getBean(TokenIssuer.class)
                .issue("operator-1", Role.OPERATOR, "", null, null)
                .value();
        assertThat(send("POST", rebuild, chain).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "/api/v1/admin/projection/generations", chain).statusCode())
                .isEqualTo(403);

        assertThat(send("POST", rebuild, operator).statusCode()).isEqualTo(202);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(json(rebuild, chain).at("/run/state").asString())
                                .as(get(rebuild, operator).body())
                                .isEqualTo("switched"));
        assertThat(json(rebuild, operator).at("/generations/1/state").asString())
                .isEqualTo("live");
        // The run says that it is over a moment before another may begin.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                send("POST", rebuild + "/rollback", operator).statusCode())
                        .isEqualTo(202));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json(rebuild, chain).at("/generations/0/state").asString())
                        .isEqualTo("live"));
    }

    private static String token(Role role, String storeId) {
        return context.getBean(TokenIssuer.class)
                .issue("someone", role, "hanok", storeId, null)
                .value();
    }

    private static JsonNode json(String path, String token) {
        HttpResponse<String> answer = get(path, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> get(String path, String token) {
        return send("GET", path, token);
    }

    private static HttpResponse<String> send(String method, String path, String token) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return DocumentedAnswers.send(request.build(), null);
    }
}
