package io.tableorder.api.writer;

import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands each command to this instance's writer, again while nobody knows whether it took effect. */
final class LocalCommandGateway implements CommandGateway {

    /** Longer than a partition needs to change hands, shorter than a guest looks at a spinner. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    /** How often a command asks whether its partition has come. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final LogWriter writer;
    private final WriterMetrics metrics;
    private final Duration deadline;

    LocalCommandGateway(LogWriter writer, WriterMetrics metrics, Duration deadline) {
        this.writer = writer;
        this.metrics = metrics;
        this.deadline = deadline;
    }

    @Override
    public CommandOutcome submit(CommandRequest request) {
        try {
            CommandOutcome outcome = place(request, System.nanoTime() + deadline.toNanos());
            metrics.outcome(outcome);
            return outcome;
        } catch (WriterUnavailableException e) {
            metrics.unavailable(e.reason());
            throw e;
        }
    }

    private CommandOutcome place(CommandRequest request, long deadlineNanos) {
        int partition = Topics.partitionOf(request.storeId(), writer.partitions());
        boolean tried = false;
        while (true) {
            long now = System.nanoTime();
            Held held = writer.held(partition);
            if (held == null) {
                pause(Math.min(BETWEEN_LOOKS.toNanos(), deadlineNanos - now), tried);
            } else if (held.isOpen()) {
                Waiting waiting = new Waiting(request, partition, now, deadlineNanos, tried);
                try {
                    return outcomeOf(waiting);
                } catch (Waiting.TryAgain again) {
                    tried = waiting.wasTried();
                }
            } else {
                await(held.settled(), deadlineNanos - now, tried);
            }
        }
    }

    private CommandOutcome outcomeOf(Waiting waiting) {
        if (!writer.offer(waiting)) {
            throw WriterUnavailableException.queueFull();
        }
        try {
            return waiting.outcome.get(waiting.deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw writer.withdraw(waiting) ? unavailable(waiting.wasTried()) : WriterUnavailableException.timedOut();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WriterUnavailableException.timedOut();
        }
    }

    private static void await(CompletableFuture<Void> settled, long nanos, boolean tried) {
        try {
            settled.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unavailable(tried);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A partition settles or the wait ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(tried);
        }
    }

    private static void pause(long nanos, boolean tried) {
        if (nanos <= 0) {
            throw unavailable(tried);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(tried);
        }
    }

    private static WriterUnavailableException unavailable(boolean tried) {
        return tried ? WriterUnavailableException.timedOut() : WriterUnavailableException.notOwned();
    }
}
