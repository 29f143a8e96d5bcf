package io.tableorder.api.writer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** This is what the write path says of itself. */
final class WriterMetrics {

    private final MeterRegistry registry;
    private final Counter done;
    private final Counter replayed;
    private final Counter unchanged;
    private final Counter refused;
    private final Counter fenced;
    private final Counter checkpoints;
    private final Counter receiptsGivenUp;
    private final Timer queueWait;
    private final Timer commit;
    private final Timer takeover;
    private final DistributionSummary batchEvents;

    WriterMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.done = commands("done");
        this.replayed = commands("replayed");
        this.unchanged = commands("unchanged");
        this.refused = commands("refused");
        this.fenced = Counter.builder("tableorder.writer.fenced")
                .description("Tenures that ended because another instance took the partition over.")
                .register(registry);
        this.checkpoints = Counter.builder("tableorder.writer.checkpoints")
                .description("Checkpoints that this instance has written.")
                .register(registry);
        this.receiptsGivenUp = Counter.builder("tableorder.writer.receipts.given.up")
                .description("Receipts given up before their time, because all took more memory than RECEIPTS_MAX_MIB.")
                .register(registry);
        this.queueWait = Timer.builder("tableorder.writer.queue.wait")
                .description("Time from a command's arrival to its decision.")
                .publishPercentileHistogram()
                .register(registry);
        this.commit = Timer.builder("tableorder.writer.commit")
                .description("Time of one Kafka transaction, from its first event to its commit.")
                .publishPercentileHistogram()
                .register(registry);
        this.takeover = Timer.builder("tableorder.writer.takeover")
                .description("Time from claiming a partition until it takes commands.")
                .register(registry);
        this.batchEvents = DistributionSummary.builder("tableorder.writer.batch.events")
                .description("Number of events that were committed together.")
                .register(registry);
    }

    void watch(ToDoubleFunction<PartitionState> partitions, Supplier<Number> receiptBytes) {
        for (PartitionState state : PartitionState.values()) {
            Gauge.builder("tableorder.writer.partitions", state, partitions)
                    .description(
                            "Partitions that this instance owns, by state: waiting, restoring, stuck, open, given_up.")
                    .tag("state", state.label())
                    .register(registry);
        }
        Gauge.builder("tableorder.writer.receipts", receiptBytes)
                .description("Memory that the receipts of all stores of this instance take.")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("tableorder.writer.partitions.open", PartitionState.OPEN, partitions)
                .description("Partitions that this instance owns and takes commands for.")
                .register(registry);
    }

    void outcome(CommandOutcome outcome) {
        Counter counter = switch (outcome) {
            case CommandOutcome.Done answer -> answer.replayed() ? replayed : done;
            case CommandOutcome.Unchanged _ -> unchanged;
            case CommandOutcome.Refused _ -> refused;
        };
        counter.increment();
    }

    void waited(long nanos) {
        queueWait.record(nanos, TimeUnit.NANOSECONDS);
    }

    void committed(int events, long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
        batchEvents.record(events);
    }

    void takenOver(Duration took) {
        takeover.record(took);
    }

    void checkpointed() {
        checkpoints.increment();
    }

    /** @param reason from a small set */
    void checkpointRefused(String reason) {
        Counter.builder("tableorder.writer.checkpoints.refused")
                .description("Checkpoints that were found but not used, by reason. The log was read from its beginning "
                        + "instead.")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    void receiptsGivenUp(long count) {
        receiptsGivenUp.increment((double) count);
    }

    /** @param reason from a small set */
    void passedOver(String reason) {
        Counter.builder("tableorder.writer.records.passed.over")
                .description("Records of the log that concern no store, by reason.")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    void fenced() {
        fenced.increment();
    }

    private Counter commands(String outcome) {
        return Counter.builder("tableorder.commands")
                .description("Commands by outcome.")
                .tag("outcome", outcome)
                .register(registry);
    }
}
