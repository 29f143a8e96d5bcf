package io.tableorder.benchmarks.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Closed-loop load: each connection sends its next request when the last is answered. */
final class Load {

    private static final long LONGEST_MICROS = 60_000_000;

    private final int port;
    private final Duration span;

    Load(int port, Duration span) {
        this.port = port;
        this.span = span;
    }

    /** @param latencies in microseconds, of successes */
    record Result(double perSecond, long failures, Histogram latencies) {}

    Result run(int connections, Supplier<byte[]> requests) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            long start = System.nanoTime();
            long end = start + span.toNanos();
            List<Future<Result>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                parts.add(threads.submit(() -> runOne(requests, end)));
            }
            Histogram all = new Histogram(LONGEST_MICROS, 3);
            long failures = 0;
            for (Future<Result> part : parts) {
                all.add(part.get().latencies());
                failures += part.get().failures();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Result(all.getTotalCount() / seconds, failures, all);
        }
    }

    private Result runOne(Supplier<byte[]> requests, long end) throws IOException {
        Histogram latencies = new Histogram(LONGEST_MICROS, 3);
        long failures = 0;
        try (Connection connection = new Connection(port)) {
            for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
                int status = connection.exchange(requests.get());
                if (status >= 200 && status < 300) {
                    latencies.recordValue((System.nanoTime() - before) / 1_000);
                } else {
                    failures++;
                }
            }
        }
        return new Result(0, failures, latencies);
    }
}
