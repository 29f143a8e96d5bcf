package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream loop is a thread that writes to the streams of its feeds and never waits for one. What streams are to do is
 * queued here: for each of them a few tasks at most, and one for each feed that has news.
 */
final class StreamLoop implements Executor, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StreamLoop.class);

    /**
     * Every stream's clock is looked at so often. Its times are whole seconds; 10,000 streams take about a millisecond.
     */
    private static final Duration LOOK = Duration.ofMillis(100);

    /**
     * A loop without a turn for so long hangs: a turn takes milliseconds, and pauses of a collector far less than this.
     */
    private static final Duration MAXIMUM_STANDSTILL = Duration.ofSeconds(60);

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Map<Scope, Siblings> feeds = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile long lastTurnNanos = System.nanoTime();

    /** Returns how many streams each feed has. Any thread may ask. */
    Map<Scope, Integer> streams() {
        Map<Scope, Integer> streams = new HashMap<>();
        feeds.forEach((scope, siblings) -> streams.put(scope, siblings.size()));
        return streams;
    }

    /** The backlog is what the streams' clients have not taken. */
    record Backlog(int blockedStreams, long bytes) {}

    private volatile Backlog backlog = new Backlog(0, 0);

    StreamLoop(int number) {
        thread = Thread.ofPlatform().name("stream-loop-" + number).daemon().start(this::run);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Returns the streams of a feed. For the loop's thread. */
    Siblings of(Scope scope) {
        return feeds.computeIfAbsent(scope, id -> new Siblings(this, id));
    }

    void forget(Siblings empty) {
        feeds.remove(empty.scope(), empty);
    }

    /** Tells a feed's streams of news; any thread may. A feed without streams has nobody to tell. */
    void changed(Scope scope) {
        Siblings streams = feeds.get(scope);
        if (streams != null) {
            streams.changed();
        }
    }

    /** Returns false once the thread is gone or hangs. */
    boolean isAlive() {
        return stopping || (thread.isAlive() && System.nanoTime() - lastTurnNanos < MAXIMUM_STANDSTILL.toNanos());
    }

    int waitingTasks() {
        return tasks.size();
    }

    Backlog backlog() {
        return backlog;
    }

    private void run() {
        long nextLook = System.nanoTime() + LOOK.toNanos();
        while (!stopping) {
            lastTurnNanos = System.nanoTime();
            try {
                perform(tasks.poll(Math.max(0, nextLook - System.nanoTime()), TimeUnit.NANOSECONDS));
                if (nextLook - System.nanoTime() <= 0) {
                    look();
                    nextLook = System.nanoTime() + LOOK.toNanos();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Even an Error is one task's: with its thread all streams of the loop would stand still.
                log.error("A task of the streams failed", e);
            }
        }
    }

    private static void perform(@Nullable Runnable task) {
        if (task != null) {
            task.run();
        }
    }

    private void look() {
        long now = System.nanoTime();
        int blocked = 0;
        long bytes = 0;
        for (Siblings siblings : List.copyOf(feeds.values())) {
            siblings.look(now);
            for (BoardStream stream : siblings.streams()) {
                if (stream.outbox().isBlocked()) {
                    blocked++;
                    bytes += stream.outbox().size();
                }
            }
        }
        backlog = new Backlog(blocked, bytes);
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
    }
}
