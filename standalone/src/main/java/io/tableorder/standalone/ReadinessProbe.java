package io.tableorder.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service whether it is ready, and whether it lives. */
final class ReadinessProbe {
    static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();

    private final HttpRequest request;
    private final HttpRequest liveness;
    private volatile String lastAnswer = "not asked yet";

    ReadinessProbe(URI readiness) {
        this.request = HttpRequest.newBuilder(readiness).timeout(ANSWER_LIMIT).build();
        this.liveness = HttpRequest.newBuilder(readiness.resolve("live"))
                .timeout(ANSWER_LIMIT)
                .build();
    }

    boolean isReady() throws InterruptedException {
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            lastAnswer = answer.statusCode() + " " + answer.body();
            return answer.statusCode() == 200;
        } catch (IOException e) {
            lastAnswer = "no answer from " + request.uri();
            return false;
        }
    }

    /** Returns whether the service says that it lives, ready or not. */
    boolean isAlive() throws InterruptedException {
        try {
            return HTTP.send(liveness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException silent) {
            return false;
        }
    }

    String lastAnswer() {
        return lastAnswer;
    }
}
