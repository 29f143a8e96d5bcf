package io.tableorder.projector.rebuild;

import io.tableorder.projector.project.Projection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;

/** Reads partitions side by side into one generation, each up to an offset and not beyond. For one caller at a time. */
final class BulkReader implements AutoCloseable {
    private final List<BulkLane> lanes;
    private final ExecutorService threads;

    BulkReader(
            IntFunction<Consumer<byte[], byte[]>> consumers,
            Projection projection,
            RebuildProgress progress,
            int lanes) {
        this.lanes = IntStream.range(0, lanes)
                .mapToObj(lane -> new BulkLane(consumers.apply(lane), projection, progress))
                .toList();
        this.threads = Executors.newFixedThreadPool(
                lanes, Thread.ofPlatform().name("rebuild-", 0).factory());
    }

    /**
     * @param targets by partition, the offset before which everything is to be included
     * @param silence how long a partition may give nothing before this fails
     * @throws RebuildFailedException when the log or PostgreSQL does not let it come that far
     */
    void readUpTo(Map<Integer, Long> targets, Duration silence) {
        Queue<Map.Entry<Integer, Long>> left = new ConcurrentLinkedQueue<>(targets.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder()))
                .toList());
        List<Future<?>> running = new ArrayList<>();
        for (BulkLane lane : lanes) {
            running.add(threads.submit(() -> {
                try {
                    for (var next = left.poll(); next != null; next = left.poll()) {
                        lane.readUpTo(next.getKey(), next.getValue(), silence);
                    }
                } finally {
                    // After a failure the others need not begin what nobody will use.
                    left.clear();
                }
            }));
        }
        awaitAll(running);
    }

    private static void awaitAll(List<Future<?>> running) {
        RuntimeException failure = null;
        for (Future<?> lane : running) {
            try {
                lane.get();
            } catch (ExecutionException e) {
                failure = failure == null ? asFailure(e) : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new RebuildFailedException("Interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RebuildFailedException asFailure(ExecutionException lane) {
        Throwable cause = lane.getCause() == null ? lane : lane.getCause();
        return cause instanceof RebuildFailedException failed
                ? failed
                : new RebuildFailedException(
                        "Reading the log into the new generation failed: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        threads.close();
        lanes.forEach(BulkLane::close);
    }
}
