package io.tableorder.operability;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Role;
import io.tableorder.fixture.LogLines;
import io.tableorder.operability.security.TokenIssuer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = TinyService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"SECRET_KEY=" + TinyService.SECRET_KEY, "CORS_ORIGINS=https://admin.example.com"})
class ServiceTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Value("${local.management.port}")
    private int managementPort;

    @Autowired
    private TokenIssuer tokens;

    @Test
    void probes_are_answered_without_a_token_even_with_a_bad_one() throws Exception {
        assertThat(send(request("/health")).body()).isEqualTo("{\"status\":\"healthy\"}");
        assertThat(send(request("/health/live")).body()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(send(request("/health/ready").header("Authorization", "Bearer nonsense"))
                        .body())
                .isEqualTo("{\"status\":\"ready\",\"checks\":{\"kafka\":\"connected\"}}");
    }

    @Test
    void a_service_that_is_not_ready_says_what_it_lacks() throws Exception {
        TinyService.kafkaAway.set(true);
        try {
            HttpResponse<String> answer = send(request("/health/ready"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"not_ready\",\"checks\":{\"kafka\":\"error: no broker answers\"}}");
        } finally {
            TinyService.kafkaAway.set(false);
        }
    }

    @Test
    void a_controller_is_given_its_caller() throws Exception {
        JsonNode caller =
                JsonMapper.shared().readTree(send(as(Role.TABLE, "/whoami")).body());

        assertThat(caller.path("subject").asString()).isEqualTo("someone");
        assertThat(caller.path("role").asString()).isEqualTo("TABLE");
        assertThat(caller.path("store_id").asString()).isEqualTo("gangnam");
    }

    @Test
    void staff_see_their_own_store_and_chain_admins_the_one_they_name() throws Exception {
        assertThat(send(as(Role.STAFF, "/board")).body()).isEqualTo("{\"store_id\":\"gangnam\"}");
        assertThat(send(as(Role.STAFF, "/board?store_id=hongdae")).statusCode()).isEqualTo(403);
        assertThat(send(as(Role.CHAIN_ADMIN, "/board?store_id=hongdae")).body())
                .isEqualTo("{\"store_id\":\"hongdae\"}");
        assertThat(send(as(Role.CHAIN_ADMIN, "/board")).statusCode()).isEqualTo(400);
    }

    @Test
    void who_asks_for_what_is_not_theirs_is_in_the_log() throws Exception {
        try (LogLines lines = LogLines.of("io.tableorder.operability.error")) {
            send(as(Role.STAFF, "/board?store_id=hongdae"));
            send(as(Role.STAFF, "/metrics"));

            assertThat(lines.texts()).containsExactly("INFO Forbidden: GET /board", "INFO Forbidden: GET /metrics");
        }
    }

    @Test
    void the_request_id_is_the_callers_or_a_new_one() throws Exception {
        assertThat(send(request("/noop").header("X-Request-ID", "tablet-7"))
                        .headers()
                        .firstValue("X-Request-ID"))
                .hasValue("tablet-7");
        assertThat(send(request("/noop")).headers().firstValue("X-Request-ID").orElseThrow())
                .matches("[0-9a-f]{8}");
        assertThat(JsonMapper.shared()
                        .readTree(send(request("/fail/conflict").header("X-Request-ID", "tablet-8"))
                                .body())
                        .path("request_id")
                        .asString())
                .isEqualTo("tablet-8");
    }

    @Test
    void every_answer_carries_the_security_headers_once() throws Exception {
        for (String path : new String[] {"/noop", "/fail/unexpected", "/whoami", "/a//b"}) {
            var headers = send(request(path)).headers();

            assertThat(headers.allValues("X-Content-Type-Options")).as(path).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).as(path).containsExactly("DENY");
            assertThat(headers.allValues("Referrer-Policy")).as(path).containsExactly("no-referrer");
            assertThat(headers.allValues("Cache-Control")).as(path).containsExactly("no-store");
            assertThat(headers.allValues("Content-Security-Policy")).as(path).hasSize(1);
        }
    }

    @Test
    void a_listed_origin_may_call_and_read_the_headers_that_matter() throws Exception {
        HttpResponse<String> preflight = send(request("/orders")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://admin.example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,idempotency-key"));
        HttpResponse<String> answer = send(request("/noop").header("Origin", "https://admin.example.com"));

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://admin.example.com");
        assertThat(answer.headers().allValues("Access-Control-Expose-Headers").toString())
                .contains("X-Position", "X-Request-ID", "ETag", "Idempotency-Replayed", "Retry-After");
    }

    @Test
    void the_metrics_have_the_designs_keys_and_are_for_admins() throws Exception {
        assertThat(send(request("/metrics")).statusCode()).isEqualTo(401);
        assertThat(send(as(Role.STAFF, "/metrics")).statusCode()).isEqualTo(403);
        assertThat(send(as(Role.STORE_ADMIN, "/metrics")).statusCode()).isEqualTo(403);
        assertThat(send(as(Role.OPERATOR, "/metrics")).statusCode()).isEqualTo(200);
        send(request("/noop"));

        JsonNode metrics = JsonMapper.shared()
                .readTree(send(as(Role.CHAIN_ADMIN, "/metrics")).body());

        assertThat(metrics.propertyNames()).containsExactly("requests", "performance", "sse", "business");
        assertThat(metrics.path("requests").propertyNames()).containsExactly("total", "by_endpoint", "by_status");
        assertThat(metrics.path("performance").propertyNames())
                .containsExactly("avg_response_time_ms", "p95_response_time_ms", "p99_response_time_ms");
        assertThat(metrics.path("sse").propertyNames()).containsExactly("active_connections", "total_events_sent");
        assertThat(metrics.path("business").propertyNames()).containsExactly("orders_created", "orders_by_status");
        assertThat(metrics.path("requests")
                        .path("by_endpoint")
                        .path("GET /noop")
                        .asInt())
                .isPositive();
    }

    @Test
    void Prometheus_is_scraped_on_the_management_port_only() throws Exception {
        send(request("/noop"));
        HttpResponse<String> scraped =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus")));

        assertThat(scraped.statusCode()).isEqualTo(200);
        assertThat(scraped.body())
                .contains("jvm_memory_used_bytes")
                .containsPattern("http_server_requests_seconds_count\\{.*uri=\"/noop\"");
        assertThat(send(as(Role.STORE_ADMIN, "/actuator/prometheus")).statusCode())
                .isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/env")))
                        .statusCode())
                .isIn(401, 404);
    }

    @Test
    void what_the_server_itself_refuses_is_a_problem_document_too() throws Exception {
        for (String head : new String[] {
            "GET /noop HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /noop HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"
        }) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer)
                        .startsWith("HTTP/1.1 400")
                        .containsIgnoringCase("application/problem+json")
                        .contains("\"error_code\":\"VALIDATION_ERROR\"")
                        .doesNotContainIgnoringCase("tomcat");
            }
        }
    }

    private HttpRequest.Builder as(Role role, String path) {
        boolean ofStore = role != Role.CHAIN_ADMIN;
        String table = role == Role.TABLE ? "t-1" : null;
        String token = tokens.issue("someone", role, "hanok", ofStore ? "gangnam" : null, table)
                .value();
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
