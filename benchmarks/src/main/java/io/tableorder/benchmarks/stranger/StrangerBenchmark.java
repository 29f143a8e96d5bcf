package io.tableorder.benchmarks.stranger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running service at a fixed rate, first alone and then while one stranger holds thousands of requests that never end, a
 * byte at a time, and opens anew each that the service closes. A latency counts from when the request was due.
 */
public final class StrangerBenchmark {

    private static final int PORT = Integer.getInteger("port", 8080);
    private static final String PATH = System.getProperty("path", "/health");
    private static final int SLOW = Integer.getInteger("slow", 10_000);
    private static final int RATE = Integer.getInteger("rate", 50);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 120));
    private static final Duration ALONE = Duration.ofSeconds(20);

    private static final InetSocketAddress SERVICE = new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);

    /** Where the stranger comes from. Linux has all of 127.0.0.0/8 on the loopback interface. */
    private static final InetSocketAddress STRANGER =
            new InetSocketAddress(InetAddress.ofLiteral(System.getProperty("stranger", "127.0.0.2")), 0);

    private static final byte[] BEGUN = "GET /health HTTP/1.1\r\nHost: a\r\nX-A: b".getBytes(US_ASCII);
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(2);
    private static final long LONGEST_MICROS = 60_000_000;

    private StrangerBenchmark() {}

    public static void main(String[] args) throws Exception {
        System.out.println("                        answered  failed  p50 ms  p99 ms");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(10))
                        .executor(threads)
                        .build()) {
            ask(http, threads, ALONE);
            Answers alone = ask(http, threads, ALONE);
            print("alone", alone);
            AtomicInteger closed = new AtomicInteger();
            Thread stranger = Thread.ofPlatform().daemon().start(() -> hold(closed));
            Answers beside = ask(http, threads, SPAN);
            stranger.interrupt();
            print("beside %,d slow ones".formatted(SLOW), beside);
            System.out.printf(
                    "p99 %.2f times that of alone; the service closed %,d of the stranger's requests%n",
                    (double) beside.latencies().getValueAtPercentile(99)
                            / alone.latencies().getValueAtPercentile(99),
                    closed.get());
        }
    }

    /** @param latencies in microseconds, of those that were answered 200 */
    private record Answers(Histogram latencies, int failed) {}

    private static void print(String name, Answers answers) {
        System.out.printf(
                "%-22s  %8d  %6d  %6.1f  %6.1f%n",
                name,
                answers.latencies().getTotalCount(),
                answers.failed(),
                answers.latencies().getValueAtPercentile(50) / 1e3,
                answers.latencies().getValueAtPercentile(99) / 1e3);
    }

    private static Answers ask(HttpClient http, ExecutorService threads, Duration span) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + PATH))
                .timeout(Duration.ofSeconds(30))
                .build();
        Histogram latencies = new ConcurrentHistogram(LONGEST_MICROS, 3);
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        long begun = System.nanoTime();
        long count = span.toSeconds() * RATE;
        for (long number = 0; number < count; number++) {
            long due = begun + number * 1_000_000_000L / RATE;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            left.incrementAndGet();
            var _ = threads.submit(() -> {
                if (isAnswered(http, request)) {
                    latencies.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000));
                } else {
                    failed.incrementAndGet();
                }
                left.decrementAndGet();
            });
        }
        while (left.get() > 0) {
            Thread.sleep(50);
        }
        return new Answers(latencies, failed.get());
    }

    private static boolean isAnswered(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException failed) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void hold(AtomicInteger closed) {
        @Nullable SocketChannel[] slow = new @Nullable SocketChannel[SLOW];
        try {
            while (true) {
                for (int at = 0; at < SLOW; at++) {
                    if (slow[at] != null && !sends(slow[at], new byte[] {'c'})) {
                        slow[at].close();
                        slow[at] = null;
                        closed.incrementAndGet();
                    }
                    if (slow[at] == null) {
                        slow[at] = begun();
                    }
                }
                Thread.sleep(BETWEEN_BYTES);
            }
        } catch (InterruptedException | IOException over) {
            for (SocketChannel each : slow) {
                close(each);
            }
        }
    }

    private static @Nullable SocketChannel begun() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.bind(STRANGER);
            channel.connect(SERVICE);
            channel.configureBlocking(false);
            if (sends(channel, BEGUN)) {
                return channel;
            }
        } catch (IOException refused) {
            // It is tried again in the next round.
        }
        channel.close();
        return null;
    }

    private static boolean sends(SocketChannel channel, byte[] bytes) {
        try {
            channel.write(ByteBuffer.wrap(bytes));
            return channel.read(ByteBuffer.allocate(512)) >= 0;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void close(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException alreadyGone) {
            // That is what is wanted.
        }
    }
}
