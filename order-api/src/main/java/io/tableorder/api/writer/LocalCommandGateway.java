package io.tableorder.api.writer;

import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands each command to the writer of its store's partition. */
final class LocalCommandGateway implements CommandGateway {

    /** Longer than a partition needs to change hands, shorter than a guest looks at a spinner. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    private final List<PartitionWriter> writers;
    private final WriterMetrics metrics;
    private final Duration deadline;

    LocalCommandGateway(List<PartitionWriter> writers, WriterMetrics metrics, Duration deadline) {
        this.writers = List.copyOf(writers);
        this.metrics = metrics;
        this.deadline = deadline;
    }

    @Override
    public CommandOutcome submit(CommandRequest request) {
        try {
            CommandOutcome outcome = place(request);
            metrics.outcome(outcome);
            return outcome;
        } catch (WriterUnavailableException e) {
            metrics.unavailable(e.reason());
            throw e;
        }
    }

    private CommandOutcome place(CommandRequest request) {
        PartitionWriter writer = writers.get(Topics.partitionOf(request.storeId(), writers.size()));
        long now = System.nanoTime();
        Waiting waiting = new Waiting(request, now, now + deadline.toNanos());
        if (!writer.offer(waiting)) {
            throw WriterUnavailableException.queueFull();
        }
        try {
            return waiting.outcome.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw writer.withdraw(waiting)
                    ? WriterUnavailableException.notOwned()
                    : WriterUnavailableException.timedOut();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WriterUnavailableException.timedOut();
        }
    }
}
