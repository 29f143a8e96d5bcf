package io.tableorder.operability.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.Role;
import io.tableorder.operability.TinyService;
import io.tableorder.operability.security.TokenIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = TinyService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"SECRET_KEY=" + TinyService.SECRET_KEY, "CORS_ORIGINS=https://admin.example.com"})
class RequestLinesTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String requestId = UUID.randomUUID().toString();

    @LocalServerPort
    private int port;

    @Autowired
    private TokenIssuer tokens;

    @Test
    void a_request_has_two_lines_with_the_designs_fields(CapturedOutput output) throws Exception {
        send(
                "/board?store_id=hongdae",
                tokens.issue("u-1", Role.CHAIN_ADMIN, "hanok", null, null).value());

        List<JsonNode> lines = lines(output, 2);
        assertThat(lines.get(0).path("message").asString()).isEqualTo("Request started");
        assertThat(lines.get(0).path("level").asString()).isEqualTo("INFO");
        assertThat(lines.get(0).path("method").asString()).isEqualTo("GET");
        assertThat(lines.get(0).path("path").asString()).isEqualTo("/board");
        assertThat(lines.get(0).path("client_ip").asString()).isEqualTo("127.0.0.1");
        assertThat(lines.get(0).path("function").asString()).isEqualTo("started");
        assertThat(lines.get(1).path("message").asString()).isEqualTo("Request completed");
        assertThat(lines.get(1).path("status_code").asInt()).isEqualTo(200);
        assertThat(lines.get(1).path("duration_ms").isNumber()).isTrue();
        assertThat(lines.get(1).path("user_id").asString()).isEqualTo("u-1");
        assertThat(lines.get(1).path("store_id").asString()).isEqualTo("hongdae");
        assertThat(lines.get(1).path("trace_id").asString()).hasSize(32);
    }

    @Test
    void a_request_that_took_too_long_is_a_warning(CapturedOutput output) throws Exception {
        send("/slow", "");

        List<JsonNode> lines = lines(output, 2);
        assertThat(lines.get(0).path("level").asString()).isEqualTo("INFO");
        assertThat(lines.get(1).path("level").asString()).isEqualTo("WARNING");
        assertThat(lines.get(1).path("duration_ms").asDouble()).isGreaterThan(1_000);
    }

    @Test
    void a_streams_second_line_comes_when_it_ends(CapturedOutput output) throws Exception {
        String token = tokens.issue("u-1", Role.STAFF, "hanok", "gangnam", null).value();

        assertThat(send("/stream", token).body()).isEqualTo("data:one\n\n");

        JsonNode completed = lines(output, 2).get(1);
        assertThat(completed.path("message").asString()).isEqualTo("Request completed");
        assertThat(completed.path("user_id").asString()).isEqualTo("u-1");
    }

    @Test
    void what_fails_outside_the_controllers_is_answered_and_logged_once(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = send("/unruly", "");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("INTERNAL_ERROR", requestId);
        List<JsonNode> lines = lines(output, 3);
        assertThat(lines.get(1).path("level").asString()).isEqualTo("ERROR");
        assertThat(lines.get(1).path("path").asString()).isEqualTo("/unruly");
        assertThat(lines.get(1).path("exception").asString()).contains("a filter's own fault");
        assertThat(lines.get(2).path("status_code").asInt()).isEqualTo(500);
        assertThat(output.getAll().split("a filter's own fault", -1)).hasSize(3);
    }

    @Test
    void probes_and_tokens_leave_no_trace_at_INFO(CapturedOutput output) throws Exception {
        String token = tokens.issue("u-1", Role.STAFF, "hanok", "gangnam", null).value();
        // The service's very first requests take long enough to be warnings; these are somebody else's.
        sendAs("somebody-else", "/health/live", token);
        sendAs("somebody-else", "/board", token);
        send("/health/live", token);
        send("/board", token);

        assertThat(lines(output, 2))
                .allMatch(line -> !line.path("path").asString("").startsWith("/health"));
        assertThat(output.getAll()).doesNotContain(token);
    }

    private HttpResponse<String> send(String path, String token) throws Exception {
        return sendAs(requestId, path, token);
    }

    private HttpResponse<String> sendAs(String id, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Request-ID", id);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<JsonNode> lines(CapturedOutput output, int expected) {
        await().until(() -> mine(output).size() >= expected);
        assertThat(mine(output)).hasSize(expected);
        return mine(output);
    }

    private List<JsonNode> mine(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}") && line.contains(requestId))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
