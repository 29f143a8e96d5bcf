package io.tableorder.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of order-api, immutable: {@link #as} gives one that speaks for somebody. */
final class Api {
    static final String OPERATOR = "operator";
    static final String CHAIN_ADMIN = "chain";
    static final String STORE_ADMIN = "admin";
    static final String STAFF = "staff";
    static final String PASSWORD = "tableorder-demo";
    static final String TABLE_PASSWORD = "table-demo";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
    /** Sooner than an answer's Retry-After, which spreads the clients of a whole platform; here is only one. */
    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    private static final int UNAVAILABLE = 503;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI base;
    private final @Nullable String token;

    private Api(HttpClient http, URI base, @Nullable String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    static Api at(URI base) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_LIMIT)
                .build();
        return new Api(http, base, null);
    }

    Api as(String bearerToken) {
        return new Api(http, base, bearerToken);
    }

    Api loginChainAdmin(String chainId) throws IOException, InterruptedException {
        return login("/admin/login", Map.of("chain_id", chainId, "username", CHAIN_ADMIN, "password", PASSWORD));
    }

    Api loginStoreAdmin(String storeId) throws IOException, InterruptedException {
        return login("/admin/login", Map.of("store_id", storeId, "username", STORE_ADMIN, "password", PASSWORD));
    }

    Api loginTable(String storeId, int tableNumber) throws IOException, InterruptedException {
        return login(
                "/customer/login",
                Map.of("store_id", storeId, "table_number", tableNumber, "table_password", TABLE_PASSWORD));
    }

    private Api login(String path, Map<String, Object> credentials) throws IOException, InterruptedException {
        return as(post(path, credentials, null).expect(200).required("access_token"));
    }

    String token() {
        if (token == null) {
            throw new IllegalStateException("Not logged in");
        }
        return token;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** @param idempotencyKey null where a repetition does no harm */
    Answer post(String path, Map<String, ?> body, @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        return write("POST", path, body, idempotencyKey);
    }

    Answer write(String method, String path, Map<String, ?> body, @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1" + path)).timeout(ANSWER_LIMIT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    /** An answer of 503 is a request to come back: order-api migrates its accounts after it is ready for orders. */
    private Answer send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        long limit = System.nanoTime() + ANSWER_LIMIT.toNanos();
        while (true) {
            long sent = System.nanoTime();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            long nanos = System.nanoTime() - sent;
            if (response.statusCode() != UNAVAILABLE || System.nanoTime() > limit) {
                return new Answer(request, response, sent, nanos);
            }
            Thread.sleep(RETRY_PAUSE);
        }
    }

    /**
     * An answer holds what came back, and when.
     *
     * @param sentNanos {@link System#nanoTime} just before the request went out
     * @param nanos from then until the whole answer was there
     */
    record Answer(HttpRequest request, HttpResponse<String> response, long sentNanos, long nanos) {
        int status() {
            return response.statusCode();
        }

        /** @throws UnexpectedAnswerException unless the status is one of these */
        Answer expect(int... statuses) {
            for (int status : statuses) {
                if (status == status()) {
                    return this;
                }
            }
            throw new UnexpectedAnswerException(request.method() + " "
                    + request.uri().getPath() + " was answered with " + status() + ": " + response.body());
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String required(String field) {
            JsonNode value = json().get(field);
            if (value == null) {
                throw new UnexpectedAnswerException(
                        request.uri().getPath() + " answered without '" + field + "': " + response.body());
            }
            return value.asString();
        }

        @Nullable
        String position() {
            return response.headers().firstValue("X-Position").orElse(null);
        }

        double millis() {
            return nanos / 1e6;
        }
    }
}
