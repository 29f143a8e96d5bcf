package io.tableorder.benchmarks.service;

import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody who asks services over HTTP: anybody, or whoever the token was given to. */
public record HttpCaller(HttpClient http, @Nullable String token) {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    /**
     * What came back.
     *
     * @param body empty where the answer has none
     */
    public record Answer(int status, String body) {

        public JsonNode json() {
            return Json.mapper().readTree(body);
        }

        /**
         * Returns this answer if it has that status.
         *
         * @throws IllegalStateException with what came instead
         */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new IllegalStateException("Got " + status + " instead of " + expected + ": " + body);
            }
            return this;
        }
    }

    public static HttpCaller anybody(HttpClient http) {
        return new HttpCaller(http, null);
    }

    public HttpCaller as(String otherToken) {
        return new HttpCaller(http, otherToken);
    }

    public Answer get(URI uri) throws IOException, InterruptedException {
        return send("GET", uri, null);
    }

    /**
     * Returns the answer, whatever its status.
     *
     * @throws IOException if there is none within 30 s
     */
    public Answer send(String method, URI uri, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(uri).timeout(LONGEST_ANSWER);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(Json.mapper().writeValueAsString(body)));
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }
}
