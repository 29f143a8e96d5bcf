package io.tableorder.notifier.feed;

import io.tableorder.operability.logging.RepeatedLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores partitions side by side, beside the thread that reads. A partition that cannot be restored is tried again
 * for as long as it takes, and holds up no other. It is for the reader's thread.
 */
final class Restorer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Restorer.class);

    /**
     * So many partitions are restored at once. Each has a consumer and a checkpoint in memory, and two cores decode no
     * more.
     */
    private static final int MAXIMUM_AT_ONCE = 4;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

    private final Checkpoints checkpoints;
    private final FeedProgress progress;
    private final Map<Integer, Future<PartitionStart>> running = new HashMap<>();
    private final Semaphore places = new Semaphore(MAXIMUM_AT_ONCE, true);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("feed-restore-", 0).factory());

    Restorer(Checkpoints checkpoints, FeedProgress progress) {
        this.checkpoints = checkpoints;
        this.progress = progress;
    }

    void begin(int partition) {
        running.put(partition, threads.submit(() -> restore(partition)));
    }

    private PartitionStart restore(int partition) throws InterruptedException {
        RepeatedLine notRestored = new RepeatedLine();
        while (true) {
            places.acquire();
            try {
                return checkpoints.startOf(partition);
            } catch (RuntimeException away) {
                if (threads.isShutdown()) {
                    throw away;
                }
                progress.cannotRestore(partition, away.getMessage());
                notRestored.write(others -> log.atWarn()
                        .addKeyValue("others", others)
                        .log(
                                "Partition {} cannot be restored, trying again in {}: {}",
                                partition,
                                BETWEEN_ATTEMPTS,
                                away.toString()));
            } finally {
                places.release();
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }

    /** Returns what has been restored since the last call. */
    List<PartitionStart> restored() {
        List<PartitionStart> starts = new ArrayList<>();
        running.values().removeIf(restore -> {
            if (restore.isDone()) {
                starts.add(resultOf(restore));
            }
            return restore.isDone();
        });
        return starts;
    }

    private static PartitionStart resultOf(Future<PartitionStart> restore) {
        try {
            return restore.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A partition could not be restored", e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError("What is done is not waited for", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
