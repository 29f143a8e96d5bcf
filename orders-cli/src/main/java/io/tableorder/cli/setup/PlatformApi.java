package io.tableorder.cli.setup;

import io.tableorder.event.Ids;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** order-api as one caller sees it. Immutable: {@link #as} gives one that speaks for somebody else. */
public final class PlatformApi {

    /** Longer than the server's own deadline for a command, which is 5 s, and for a login in a queue. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

    /** A platform that has just been started migrates its accounts for a few seconds, and says 503 until then. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    static final int UNAUTHORIZED = 401;
    static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_REFUSAL = 400;

    private final HttpClient http;
    private final URI base;
    private final @Nullable String token;

    private PlatformApi(HttpClient http, URI base, @Nullable String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** Returns one that speaks for nobody yet. */
    public static PlatformApi at(URI base) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_LIMIT)
                .build();
        return new PlatformApi(http, base, null);
    }

    /** Returns one that speaks for whom the token was given to. */
    public PlatformApi as(String bearerToken) {
        return new PlatformApi(http, base, bearerToken);
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** @throws Refusal with the server's words if it does not do it */
    JsonNode post(String path, Map<String, ?> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", Ids.next())
                .POST(BodyPublishers.ofString(Json.mapper().writeValueAsString(body))));
    }

    /** @throws Refusal with the server's words if it does not do it */
    void delete(String path) {
        send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(ANSWER_LIMIT)
                .header("Accept-Language", "en");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Sends it with the same key each time, so that what was done without an answer is not done twice. */
    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            while (answer.statusCode() == UNAVAILABLE && System.nanoTime() < limit) {
                Thread.sleep(ASK_AGAIN);
                answer = http.send(request, BodyHandlers.ofString());
            }
            return accepted(answer);
        } catch (IOException e) {
            throw new Refusal(
                    0,
                    "order-api does not answer at " + base + " (" + e + "): is the platform running? --api or"
                            + " ORDER_API_URL names another address");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(0, "Stopped while waiting for an answer");
        }
    }

    private static JsonNode accepted(HttpResponse<String> answer) {
        JsonNode body = json(answer.body());
        if (answer.statusCode() < FIRST_REFUSAL) {
            return body;
        }
        String fields = body.path("errors")
                .valueStream()
                .map(error -> error.path("field").asString("") + ": "
                        + error.path("message").asString(""))
                .collect(Collectors.joining(", "));
        String detail = body.path("detail").asString("HTTP " + answer.statusCode());
        String code = body.path("error_code").asString("");
        throw new Refusal(answer.statusCode(), code, fields.isEmpty() ? detail : detail + " (" + fields + ")");
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty()
                    ? Json.mapper().createObjectNode()
                    : Json.mapper().readTree(body);
        } catch (JacksonException notOurs) {
            // Of something in between, such as a proxy's page.
            return Json.mapper().createObjectNode();
        }
    }
}
