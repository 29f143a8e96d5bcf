package io.tableorder.standalone.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An admin screen's end of a store's live stream: keeps what arrived, and the moment it did. */
final class EventStream implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Seen seen = new Seen();

    private EventStream(HttpClient http) {
        this.http = http;
    }

    /**
     * An arrival is an event together with the moment it came.
     *
     * @param nanos {@link System#nanoTime} when its last line was read
     */
    record Event(String name, String id, JsonNode data, long nanos) {
        boolean isAbout(String type, String field, String value) {
            JsonNode found = data.get(field);
            return name.equals(type) && found != null && found.asString().equals(value);
        }
    }

    /** Connects and returns at once; the first event is {@code initial}. */
    static EventStream open(URI notifier, String token) throws IOException, InterruptedException {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .build();
        var request = HttpRequest.newBuilder(notifier.resolve("/api/v1/admin/orders/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (var body = response.body()) {
                throw new UnexpectedAnswerException("The stream was refused with " + response.statusCode() + ": "
                        + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        var stream = new EventStream(http);
        Thread.ofVirtual().name("stream").start(() -> stream.read(response.body()));
        return stream;
    }

    private void read(InputStream body) {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            var frame = new Frame();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Event event = frame.take(line);
                if (event != null) {
                    seen.add(event);
                }
            }
            seen.end("the stream ended");
        } catch (IOException | RuntimeException e) {
            seen.end("the stream broke: " + e.getMessage());
        }
    }

    /** The lines of an event until the empty one that ends it. */
    private static final class Frame {
        private static final JsonMapper JSON = JsonMapper.shared();
        private String name = "message";
        private String id = "";
        private final StringBuilder data = new StringBuilder();

        @Nullable
        Event take(String line) {
            if (!line.isEmpty()) {
                field(line);
                return null;
            }
            if (data.isEmpty()) {
                return null;
            }
            long arrived = System.nanoTime();
            var event = new Event(name, id, JSON.readTree(data.toString()), arrived);
            name = "message";
            data.setLength(0);
            return event;
        }

        private void field(String line) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> {
                    // comments and retry say nothing that the demo needs
                }
            }
        }
    }

    /** @throws UnexpectedAnswerException when nothing like it arrives within the limit */
    Event await(String what, Predicate<Event> wanted, Duration limit) throws InterruptedException {
        return seen.await(what, wanted, limit);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
