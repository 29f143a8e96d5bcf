package io.tableorder.operability.database;

import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.text.Wording;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of PostgreSQL that end in time. Without a deadline a request would hang for the pool's whole patience
 * (DB_POOL_TIMEOUT) whenever the database is away.
 */
public final class DatabaseCalls {

    private static final Logger log = LoggerFactory.getLogger(DatabaseCalls.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** This is what a request may take on average, so one query that takes it all is worth a look. */
    private static final Duration SLOW = Duration.ofMillis(500);

    private final Bounds bounds;
    private final Wording away;
    private final Semaphore permits;

    /**
     * These bounds say how many calls there may be at once, and how long they may take.
     *
     * @param threads what the calls' threads are named
     * @param maximum calls at once, waiting for a connection or using one
     * @param patience for one of them to end, when there are so many
     * @param deadline of a call itself
     */
    public record Bounds(String threads, int maximum, Duration patience, Duration deadline) {}

    /**
     * Makes calls within these bounds.
     *
     * @param away what to tell somebody whose call does not come back
     */
    public DatabaseCalls(Bounds bounds, Wording away) {
        this.bounds = bounds;
        this.away = away;
        this.permits = new Semaphore(bounds.maximum());
    }

    /**
     * Runs {@code work} on a thread of its own. Whether work that was given up on took effect is not known.
     *
     * @throws ProblemException 400 for a parameter that PostgreSQL cannot hold; 503 when the database is away, busy beyond the bounds or not migrated
     */
    public <T extends @Nullable Object> T call(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(bounds.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw away(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name(bounds.threads()).start(() -> {
            try {
                result.complete(work.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            } finally {
                permits.release();
            }
        });
        long started = System.nanoTime();
        try {
            return await(result, worker);
        } finally {
            warnIfSlow(System.nanoTime() - started);
        }
    }

    /** Warns on the request's thread, so the line has its request and store. */
    private void warnIfSlow(long nanoseconds) {
        if (nanoseconds > SLOW.toNanos()) {
            log.warn("Slow query of {}: {} ms", bounds.threads(), TimeUnit.NANOSECONDS.toMillis(nanoseconds));
        }
    }

    private <T extends @Nullable Object> T await(Future<T> result, Thread worker) {
        try {
            return result.get(bounds.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            worker.interrupt();
            throw away(e);
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            throw away(e);
        } catch (ExecutionException e) {
            if (SqlFailures.isAway(e)) {
                throw away(e);
            }
            if (SqlFailures.isNotText(e)) {
                throw new ProblemException(Problem.of(ErrorCode.VALIDATION_ERROR), e);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private ProblemException away(@Nullable Throwable cause) {
        return new ProblemException(
                ProblemException.unavailable(away, RETRY_AFTER).problem(), cause);
    }
}
