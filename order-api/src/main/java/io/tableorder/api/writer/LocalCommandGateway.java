package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.operability.tracing.Traceparent;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.store.Receipt;
import io.tableorder.store.ReceiptStub;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each command to this instance's writer, again while nobody knows whether it took effect. */
final class LocalCommandGateway implements LocalCommands {

    private static final Logger log = LoggerFactory.getLogger(LocalCommandGateway.class);

    private final CommandProcessor writer;
    private final TransactionalLog transactionalLog;
    private final WriterMetrics metrics;
    private final Traces traces;

    LocalCommandGateway(
            CommandProcessor writer, TransactionalLog transactionalLog, WriterMetrics metrics, Traces traces) {
        this.writer = writer;
        this.transactionalLog = transactionalLog;
        this.metrics = metrics;
        this.traces = traces;
    }

    @Override
    public boolean owns(int partition) {
        return writer.held(partition) != null;
    }

    @Override
    public CommandOutcome submit(CommandRequest request, boolean tried, Duration patience) {
        CommandOutcome outcome = new Placement(request, tried, System.nanoTime() + patience.toNanos()).outcome();
        metrics.outcome(outcome);
        return outcome;
    }

    /** One command until it has an outcome, the partition is given up or the deadline has passed. */
    private final class Placement {

        private final CommandRequest request;
        private final int partition;
        private final long deadlineNanos;
        private boolean tried;

        Placement(CommandRequest request, boolean tried, long deadlineNanos) {
            this.request = request;
            this.partition = Topics.partitionOf(request.storeId(), writer.partitions());
            this.tried = tried;
            this.deadlineNanos = deadlineNanos;
        }

        CommandOutcome outcome() {
            while (true) {
                HeldPartition held = writer.held(partition);
                if (held == null) {
                    throw givenUp();
                }
                if (!held.isOpen()) {
                    await(held.settled());
                    continue;
                }
                Traces.Part append = traces.begin(Traces.Kind.PRODUCER, "append", Traceparent.current());
                Waiting waiting =
                        new Waiting(request, partition, tried, System.nanoTime(), deadlineNanos, append.traceparent());
                try (append) {
                    return outcomeOf(verdictOn(waiting), waiting);
                } catch (Waiting.TryAgain again) {
                    tried = waiting.wasTried();
                }
            }
        }

        private CommandOutcome outcomeOf(Verdict verdict, Waiting waiting) {
            return switch (verdict) {
                case Verdict.Ended(CommandOutcome outcome) -> outcome;
                case Verdict.Repeated(ReceiptStub stub) -> {
                    RecordedEvent last = lookUp(stub.offset());
                    Receipt receipt = Receipt.recall(stub, offset -> offset == stub.offset() ? last : lookUp(offset));
                    // What an earlier try of this request may have done, a request before it may have done as well.
                    yield new CommandOutcome.Done(receipt, !waiting.isOwn(last));
                }
            };
        }

        private RecordedEvent lookUp(long offset) {
            try {
                return transactionalLog.event(new Position(partition, offset), Duration.ofNanos(left()));
            } catch (LogException.Unavailable e) {
                log.warn(
                        "The receipt of command {} cannot be made anew now: {}",
                        request.stamp().commandId(),
                        e.getMessage());
                throw WriterUnavailableException.timedOut();
            }
        }

        private Verdict verdictOn(Waiting waiting) {
            if (!writer.offer(waiting)) {
                throw WriterUnavailableException.queueFull();
            }
            try {
                return waiting.verdict.get(left(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                boolean untouched = writer.withdraw(waiting) && !tried;
                throw untouched ? WriterUnavailableException.queueFull() : WriterUnavailableException.timedOut();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw WriterUnavailableException.timedOut();
            }
        }

        private void await(CompletableFuture<Void> settled) {
            try {
                settled.get(left(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw givenUp();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A partition settles or the wait ends", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw givenUp();
            }
        }

        private long left() {
            return Math.max(deadlineNanos - System.nanoTime(), 0);
        }

        private WriterUnavailableException givenUp() {
            return tried ? WriterUnavailableException.timedOut() : WriterUnavailableException.notOwned();
        }
    }
}
