package io.tableorder.api.writer;

import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands each command to the writer of its store's partition. */
final class LocalCommandGateway implements LocalWriter {

    private final List<PartitionWriter> writers;
    private final WriterMetrics metrics;

    LocalCommandGateway(List<PartitionWriter> writers, WriterMetrics metrics) {
        this.writers = List.copyOf(writers);
        this.metrics = metrics;
    }

    @Override
    public boolean owns(int partition) {
        return writers.get(partition).isOwned();
    }

    @Override
    public CommandOutcome submit(CommandRequest request, boolean tried, Duration patience) {
        PartitionWriter writer = writers.get(Topics.partitionOf(request.storeId(), writers.size()));
        CommandOutcome outcome = place(writer, request, tried, patience);
        metrics.outcome(outcome);
        return outcome;
    }

    private static CommandOutcome place(
            PartitionWriter writer, CommandRequest request, boolean tried, Duration patience) {
        long now = System.nanoTime();
        Waiting waiting = new Waiting(request, tried, now, now + patience.toNanos());
        if (!writer.isOwned()) {
            throw WriterUnavailableException.notOwned();
        }
        if (!writer.offer(waiting)) {
            throw WriterUnavailableException.queueFull();
        }
        if (!writer.isOwned() && writer.withdraw(waiting)) {
            // The tenure ended in between, and its queue was emptied before this came in.
            throw WriterUnavailableException.notOwned();
        }
        try {
            return waiting.outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
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
