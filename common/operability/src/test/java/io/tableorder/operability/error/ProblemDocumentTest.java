package io.tableorder.operability.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Role;
import io.tableorder.operability.TinyService;
import io.tableorder.operability.security.TokenIssuer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = TinyService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"SECRET_KEY=" + TinyService.SECRET_KEY, "CORS_ORIGINS=https://admin.example.com"})
class ProblemDocumentTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private TokenIssuer tokens;

    @ParameterizedTest
    @CsvSource({
        "GET, /whoami, 401, AUTH_ERROR",
        "GET, /nowhere, 401, AUTH_ERROR",
        "GET, /login, 405, METHOD_NOT_ALLOWED",
        "GET, /fail/conflict, 409, CONFLICT",
        "GET, /fail/limited, 429, RATE_LIMITED",
        "GET, /fail/database, 503, SERVICE_UNAVAILABLE",
        "GET, /fail/unexpected, 500, INTERNAL_ERROR",
        "GET, /error, 401, AUTH_ERROR",
        "GET, /a//b, 400, VALIDATION_ERROR",
        "GET, /a;b, 400, VALIDATION_ERROR",
    })
    void a_stranger_is_answered(String method, String path, int status, String code) throws Exception {
        HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));

        assertProblem(answer, status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404, NOT_FOUND",
        "GET, /board, 403, FORBIDDEN",
        "PUT, /whoami, 405, METHOD_NOT_ALLOWED",
        "GET, /orders/seven?limit=1, 400, VALIDATION_ERROR",
        "GET, /orders/7, 400, VALIDATION_ERROR",
    })
    void a_table_is_answered(String method, String path, int status, String code) throws Exception {
        HttpResponse<String> answer = send(asTable(path).method(method, BodyPublishers.noBody()));

        assertProblem(answer, status, code);
    }

    @Test
    void speaks_Korean_unless_asked_for_English() throws Exception {
        HttpResponse<String> korean = send(request("/fail/conflict"));
        HttpResponse<String> english =
                send(request("/fail/conflict").header("Accept-Language", "en-US,en;q=0.9,ko;q=0.8"));

        assertThat(json(korean).path("detail").asString()).isEqualTo("7번 테이블");
        assertThat(json(english).path("detail").asString()).isEqualTo("Table 7");
    }

    @Test
    void an_internal_error_tells_nothing_of_the_inside() throws Exception {
        HttpResponse<String> answer = send(request("/fail/unexpected"));

        assertThat(json(answer).path("detail").asString()).isEqualTo("내부 서버 오류가 발생했습니다");
        assertThat(answer.body()).doesNotContain("secret detail", "Exception", "at io.");
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() throws Exception {
        assertThat(send(request("/login")).headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void who_must_come_back_later_is_told_when() throws Exception {
        for (String path : List.of("/fail/limited", "/fail/database")) {
            assertThat(send(request(path)).headers().firstValueAsLong("Retry-After"))
                    .hasValue(2);
        }
    }

    @Test
    void broken_JSON_is_the_callers_fault() throws Exception {
        assertProblem(order("{\"items\": ["), 400, "VALIDATION_ERROR");
    }

    @Test
    void a_value_of_the_wrong_form_is_named_as_the_client_wrote_it() throws Exception {
        HttpResponse<String> answer = order("{\"items\":[{\"menu_id\":\"m\",\"quantity\":\"many\"}]}");

        assertProblem(answer, 400, "VALIDATION_ERROR");
        assertThat(json(answer).path("errors").path(0).path("field").asString()).isEqualTo("items[0].quantity");
    }

    @Test
    void a_body_of_another_kind_is_refused() throws Exception {
        HttpResponse<String> answer = send(
                asTable("/orders").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("two beers")));

        assertProblem(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void a_form_of_answer_that_is_not_offered_is_refused_in_JSON() throws Exception {
        assertProblem(send(request("/noop").header("Accept", "text/csv")), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void too_long_a_body_is_refused_whether_its_length_is_said_or_not() throws Exception {
        String tooLong = "{\"items\":[{\"menu_id\":\"" + "m".repeat(70_000) + "\",\"quantity\":1}]}";
        HttpResponse<String> chunked = send(asTable("/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(tooLong.getBytes(StandardCharsets.UTF_8)))));

        assertProblem(order(tooLong), 413, "PAYLOAD_TOO_LARGE");
        assertProblem(chunked, 413, "PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain"})
    void too_long_a_body_of_another_kind_is_first_of_all_too_long(String type) throws Exception {
        byte[] tooLong = ("a=" + "b".repeat(70_000)).getBytes(StandardCharsets.UTF_8);
        byte[] fits = "a=b".getBytes(StandardCharsets.UTF_8);

        assertProblem(send(posted(type, BodyPublishers.ofByteArray(tooLong))), 413, "PAYLOAD_TOO_LARGE");
        assertProblem(send(posted(type, unsaid(tooLong))), 413, "PAYLOAD_TOO_LARGE");
        assertProblem(send(posted(type, unsaid(fits))), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    private HttpRequest.Builder posted(String type, HttpRequest.BodyPublisher body) {
        return asTable("/orders").header("Content-Type", type).POST(body);
    }

    /** A body that does not say its length. */
    private static HttpRequest.BodyPublisher unsaid(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    @Test
    void a_body_within_the_limit_is_read_whether_its_length_is_said_or_not() throws Exception {
        String fits = "{\"items\":[{\"menu_id\":\"m\",\"quantity\":1}]}";
        HttpResponse<String> chunked = send(asTable("/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(fits.getBytes(StandardCharsets.UTF_8)))));

        assertThat(order(fits).body()).isEqualTo(fits);
        assertThat(chunked.body()).isEqualTo(fits);
    }

    @Test
    void a_page_of_an_origin_not_listed_is_refused() throws Exception {
        assertProblem(send(request("/noop").header("Origin", "https://evil.example.com")), 403, "FORBIDDEN");
    }

    private HttpResponse<String> order(String body) throws Exception {
        return send(
                asTable("/orders").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder asTable(String path) {
        String token =
                tokens.issue("t-1", Role.TABLE, "hanok", "gangnam", "t-1").value();
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode document = json(answer);
        assertThat(document.path("status").asInt()).isEqualTo(status);
        assertThat(document.path("error_code").asString()).isEqualTo(code);
        assertThat(document.path("request_id").asString()).matches("[0-9a-f]{8}");
        assertThat(document.path("detail").asString()).isNotBlank();
        assertThat(document.path("title").asString()).isNotBlank();
        assertThat(document.path("type").asString()).startsWith("urn:tableorder:problem:");
    }
}
