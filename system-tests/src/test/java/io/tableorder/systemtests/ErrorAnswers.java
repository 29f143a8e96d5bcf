package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Role;
import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a service does not take, it refuses with the contract's problem document, whichever service it is. */
record ErrorAnswers(URI service, String token) {

    private static final String JSON = "application/json";
    private static final String TOO_LONG = "{\"x\":\"" + "x".repeat(70_000) + "\"}";

    private record Case(
            String method, String path, String accept, String contentType, String body, int status, String code) {}

    static ErrorAnswers of(ServiceInstance service) {
        return new ErrorAnswers(
                service.base(),
                Tokens.ISSUER.issue("operator-1", Role.OPERATOR, "", null, null).value());
    }

    /** @param takesJson a path of the service, for operators or anybody, that reads a body */
    void areProblems(String takesJson) throws IOException, InterruptedException {
        areProblems();
        check(new Case("POST", takesJson, "*/*", "text/plain", "two beers", 415, "UNSUPPORTED_MEDIA_TYPE"));
        check(new Case("POST", takesJson, "*/*", JSON, "{\"x\":[", 400, "VALIDATION_ERROR"));
    }

    void areProblems() throws IOException, InterruptedException {
        for (Case each : List.of(
                new Case("GET", "/nowhere", "*/*", JSON, "", 404, "NOT_FOUND"),
                new Case("GET", "/v3/api-docs", "*/*", JSON, "", 404, "NOT_FOUND"),
                new Case("GET", "/swagger-ui.html", "*/*", JSON, "", 404, "NOT_FOUND"),
                new Case("DELETE", "/health", "*/*", JSON, "", 405, "METHOD_NOT_ALLOWED"),
                new Case("GET", "/a;b", "*/*", JSON, "", 400, "VALIDATION_ERROR"),
                new Case("POST", "/health", "*/*", JSON, TOO_LONG, 413, "PAYLOAD_TOO_LARGE"))) {
            check(each);
        }
        check(new Case("GET", "/metrics", "*/*", JSON, "", 403, "FORBIDDEN"), Tokens.storeAdmin(0));
    }

    private void check(Case asked) throws IOException, InterruptedException {
        check(asked, token);
    }

    private void check(Case asked, String asWhom) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(asked.path()))
                .header("Authorization", "Bearer " + asWhom)
                .header("Accept", asked.accept())
                .header("Content-Type", asked.contentType())
                .method(
                        asked.method(),
                        asked.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(asked.body()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as("%s to %s %s: %s", service, asked.method(), asked.path(), answer.body())
                    .isEqualTo(asked.status());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            JsonNode problem = Json.mapper().readTree(answer.body());
            assertThat(problem.path("error_code").asString()).isEqualTo(asked.code());
            assertThat(problem.path("request_id").asString())
                    .isEqualTo(answer.headers().firstValue("X-Request-ID").orElseThrow());
            assertThat(problem.propertyNames())
                    .as(answer.body())
                    .containsAll(List.of("type", "title", "status", "detail"))
                    .doesNotContain("trace", "exception", "path", "timestamp");
        }
    }
}
