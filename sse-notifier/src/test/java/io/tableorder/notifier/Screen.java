package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.operability.DocumentedApi;
import io.tableorder.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An admin screen: follows a stream over real HTTP. */
final class Screen implements AutoCloseable {

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Event(@Nullable String id, String name, JsonNode data) {}

    private static final DocumentedApi DOCUMENT = DocumentedApi.read(Path.of("../docs/openapi-sse-notifier.yaml"));

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long retryMillis;

    private Screen(HttpResponse<InputStream> response) {
        this.response = response;
        if (response.statusCode() == 200) {
            Thread.startVirtualThread(this::read);
        }
    }

    static Screen connect(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        return new Screen(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    /** Asks for anything but a stream, and holds the answer against the service's API document. */
    static HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        DOCUMENT.assertDescribes(answer, null);
        return answer;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = null;
            String name = "message";
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith("retry: ")) {
                    retryMillis = Long.parseLong(line.substring(7));
                } else if (line.equals(": ping")) {
                    pings.incrementAndGet();
                } else if (line.isEmpty() && data != null) {
                    events.add(new Event(id, name, Json.mapper().readTree(data)));
                    id = null;
                    name = "message";
                    data = null;
                }
            }
        } catch (IOException closed) {
            // Ended by either side.
        } finally {
            ended.countDown();
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    JsonNode problem() throws IOException {
        String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        DOCUMENT.assertDescribes(response, body, null);
        return Json.mapper().readTree(body);
    }

    /** The next event, which must be of this name. */
    Event next(String name) throws InterruptedException {
        Event event = next();
        assertThat(event.name()).as("%s", event).isEqualTo(name);
        return event;
    }

    Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).as("An event within %s", PATIENCE).isNotNull();
        return event;
    }

    /** What has come and was not asked for yet. */
    BlockingQueue<Event> waiting() {
        return events;
    }

    int pings() {
        return pings.get();
    }

    long retryMillis() {
        return retryMillis;
    }

    void awaitEnd() throws InterruptedException {
        assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("The stream ended")
                .isTrue();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            // Gone already.
        }
    }
}
