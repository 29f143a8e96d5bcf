package io.tableorder.projector.print;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * How much waits for printers in all stores, and what came of what was tried. Not by store: a platform has thousands, and the
 * store's own people see theirs.
 */
final class PrintMetrics {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private volatile PrintQueue.Waiting waiting = new PrintQueue.Waiting(0, null);

    PrintMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        Gauge.builder("tableorder.print.slips.waiting", this, metrics -> metrics.waiting.slips())
                .description("Slips that wait for their printers, in all stores.")
                .register(registry);
        Gauge.builder("tableorder.print.oldest.waiting", this, PrintMetrics::oldestSeconds)
                .baseUnit("seconds")
                .description("Age of the oldest slip that waits for its printer; 0 when none does.")
                .register(registry);
    }

    private double oldestSeconds() {
        var since = waiting.since();
        return since == null
                ? 0
                : Math.max(
                        0, Duration.between(since.toInstant(), clock.instant()).toMillis() / 1_000.0);
    }

    void waiting(PrintQueue.Waiting now) {
        waiting = now;
    }

    void printed() {
        count("printed", 1);
    }

    void failed(PrinterTrouble trouble) {
        count(trouble.name().toLowerCase(Locale.ROOT), 1);
    }

    void givenUp(int slips) {
        count("given_up", slips);
    }

    private void count(String outcome, int slips) {
        if (slips > 0) {
            Counter.builder("tableorder.print.slips")
                    .tag("outcome", outcome)
                    .description(
                            "Slips by what came of an attempt to print them: printed, given_up, or what was wrong.")
                    .register(registry)
                    .increment(slips);
        }
    }
}
