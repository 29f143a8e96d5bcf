package io.tableorder.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a service whether it is ready, as an orchestrator does. */
public record ReadinessProbe(URI address) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The promise; of several answers one must keep it, since the others may have waited for a processor. */
    private static final Duration IN_TIME = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 5;

    /** A machine is not busy all the time; a service that never keeps its promise is. */
    private static final int MOST_ATTEMPTS = 30;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public record Answer(int status, String check, Duration took) {}

    public static ReadinessProbe of(ServiceInstance service) {
        return new ReadinessProbe(service.base().resolve("/health/ready"));
    }

    public void becomesReady() {
        await(address + " to be ready").atMost(PATIENCE).until(() -> ask("").status() == 200);
    }

    /** And the answers that say so, come in time. */
    public void saysInTimeThatItLacks(String check) {
        await(address + " not to be ready")
                .atMost(PATIENCE)
                .until(() -> ask(check).check().startsWith("error: "));
        List<Answer> answers = new ArrayList<>();
        do {
            answers.add(ask(check));
        } while (answers.size() < ATTEMPTS || (answers.size() < MOST_ATTEMPTS && !isInTime(answers.getLast())));
        assertThat(answers)
                .as("answers of %s without %s", address, check)
                .allMatch(answer -> answer.status() == 503)
                .anyMatch(ReadinessProbe::isInTime);
    }

    private static boolean isInTime(Answer answer) {
        return answer.took().compareTo(IN_TIME) < 0;
    }

    private Answer ask(String check) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            long asked = System.nanoTime();
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            return new Answer(
                    answer.statusCode(),
                    Json.mapper()
                            .readTree(answer.body())
                            .path("checks")
                            .path(check)
                            .asString(""),
                    took);
        } catch (IOException e) {
            throw new AssertionError(address + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
