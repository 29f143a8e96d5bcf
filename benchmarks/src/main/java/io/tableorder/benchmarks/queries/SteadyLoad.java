package io.tableorder.benchmarks.queries;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.jspecify.annotations.Nullable;

/** Requests at a fixed rate, whether or not answers keep up; a latency counts from when the request was due. */
final class SteadyLoad implements AutoCloseable {

    /** @param body null for a GET */
    record Request(
            String name,
            String path,
            String token,
            @Nullable String body,
            @Nullable String key) {}

    record Source(int perSecond, IntFunction<Request> requests) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final int port;

    SteadyLoad(int port) {
        this.port = port;
    }

    static Request get(Screen.Request request) {
        return new Request(request.screen().name(), request.path(), request.token(), null, null);
    }

    /** Latencies in µs by the requests' names. */
    Map<String, Histogram> run(Duration span, Source... sources) throws InterruptedException {
        Map<String, Histogram> latencies = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        Thread[] threads = new Thread[sources.length];
        for (int i = 0; i < sources.length; i++) {
            Source source = sources[i];
            threads[i] = Thread.ofPlatform().start(() -> send(source, begin, span, latencies));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new TreeMap<>(latencies);
    }

    private void send(Source source, long begin, Duration span, Map<String, Histogram> latencies) {
        long between = TimeUnit.SECONDS.toNanos(1) / source.perSecond();
        for (int i = 0; i * between < span.toNanos(); i++) {
            Request request = source.requests().apply(i);
            long due = begin + i * between;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            senders.execute(() -> {
                int status = status(request);
                if (status >= 400) {
                    throw new IllegalStateException(request.path() + " was answered " + status);
                }
                latencies
                        .computeIfAbsent(request.name(), _ -> new SynchronizedHistogram(3))
                        .recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            });
        }
    }

    /** Returns the answer's status, or 0 when there is no answer. */
    int status(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + request.path()))
                .header("Authorization", "Bearer " + request.token())
                .header("Content-Type", "application/json");
        if (request.body() != null) {
            builder.POST(BodyPublishers.ofString(request.body())).header("Idempotency-Key", request.key());
        }
        try {
            return http.send(builder.build(), BodyHandlers.ofByteArray()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        senders.close();
        http.close();
    }
}
