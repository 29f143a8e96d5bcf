package io.tableorder.systemtests;

import io.tableorder.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A screen that follows its store's stream and comes back to where it was whenever the stream breaks, or when it has
 * stayed long enough.
 */
final class AdminScreen implements AutoCloseable {

    private static final Duration BEFORE_RECONNECT = Duration.ofMillis(200);

    record Event(String name, String id, JsonNode data) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Supplier<URI> notifiers;
    private final String token;
    private final IntSupplier stay;
    private final List<Event> seen = new ArrayList<>();
    private volatile boolean open = true;
    private int connects;

    AdminScreen(String notifier, String token) {
        this(() -> URI.create(notifier), token, () -> Integer.MAX_VALUE);
    }

    /**
     * @param notifiers asked at each connect for where to go
     * @param stay asked at each connect for how many events to take there
     */
    AdminScreen(Supplier<URI> notifiers, String token, IntSupplier stay) {
        this.notifiers = notifiers;
        this.token = token;
        this.stay = stay;
        Thread.ofVirtual().name("screen").start(this::follow);
    }

    synchronized List<Event> seen() {
        return List.copyOf(seen);
    }

    synchronized int connects() {
        return connects;
    }

    private synchronized @Nullable String lastId() {
        return seen.isEmpty() ? null : seen.getLast().id();
    }

    private void follow() {
        while (open) {
            try {
                readUntilItBreaks();
            } catch (IOException e) {
                // Comes back below.
            } catch (InterruptedException e) {
                return;
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(BEFORE_RECONNECT);
        } catch (InterruptedException e) {
            open = false;
        }
    }

    private void readUntilItBreaks() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(notifiers.get().resolve("/api/v1/admin/orders/stream"))
                .header("Authorization", "Bearer " + token);
        String last = lastId();
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException("The stream answers " + response.statusCode());
        }
        synchronized (this) {
            connects++;
        }
        try (Stream<String> lines = response.body()) {
            read(lines.iterator(), stay.getAsInt());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void read(Iterator<String> lines, int most) {
        int taken = 0;
        String name = "";
        String id = "";
        String data = "";
        while (open && taken < most && lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring(5).strip();
            } else if (line.isEmpty() && !data.isEmpty()) {
                add(new Event(name, id, Json.mapper().readTree(data)));
                data = "";
                taken++;
            }
        }
    }

    private synchronized void add(Event event) {
        seen.add(event);
    }

    @Override
    public void close() {
        open = false;
        http.shutdownNow();
    }
}
