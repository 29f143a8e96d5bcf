package io.tableorder.systemtests;

import io.tableorder.testkit.process.RoundRobin;
import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who calls order-api over HTTP.
 *
 * @param headers sent with every request, beside those that it needs
 */
public record Client(RoundRobin instances, @Nullable String token, Map<String, String> headers) {

    public static final String PASSWORD = "tableorder-demo";
    public static final String TABLE_PASSWORD = "table-demo";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    public record Answer(
            int status,
            JsonNode body,
            @Nullable String position,
            boolean replayed,
            @Nullable String retryAfter) {}

    public Client(RoundRobin instances, @Nullable String token) {
        this(instances, token, Map.of());
    }

    public static Client of(String base) {
        return new Client(new RoundRobin(List.of(URI.create(base))), null);
    }

    static Client of(ServiceInstance service, String token) {
        return new Client(new RoundRobin(List.of(service.base())), token);
    }

    Client with(String header, String value) {
        return new Client(instances, token, Map.of(header, value));
    }

    public Client asAdminOf(String storeId) throws IOException, InterruptedException {
        return login("/admin/login", Map.of("store_id", storeId, "username", "admin", "password", PASSWORD));
    }

    public Client asTable(String storeId, int tableNumber) throws IOException, InterruptedException {
        return login(
                "/customer/login",
                Map.of("store_id", storeId, "table_number", tableNumber, "table_password", TABLE_PASSWORD));
    }

    private Client login(String path, Map<String, Object> credentials) throws IOException, InterruptedException {
        Answer answer = send("POST", path, credentials, null);
        if (answer.status() != 200) {
            throw new IllegalStateException("Login as %s was answered %s".formatted(credentials, answer));
        }
        return new Client(instances, answer.body().get("access_token").asString());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, null);
    }

    public Answer send(String method, String path, @Nullable Object body, @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                instances.send(instance -> request(instance, method, path, body, idempotencyKey));
        return new Answer(
                response.statusCode(),
                Json.mapper().readTree(response.body().isEmpty() ? "{}" : response.body()),
                response.headers().firstValue("X-Position").orElse(null),
                response.headers().firstValue("Idempotency-Replayed").isPresent(),
                response.headers().firstValue("Retry-After").orElse(null));
    }

    private HttpRequest request(
            URI instance, String method, String path, @Nullable Object body, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(instance.resolve("/api/v1" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(Json.mapper().writeValueAsString(body)));
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request.build();
    }
}
