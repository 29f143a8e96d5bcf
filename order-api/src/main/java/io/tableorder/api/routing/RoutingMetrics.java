package io.tableorder.api.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tableorder.api.writer.WriterUnavailableException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** This is what routing says of itself. */
final class RoutingMetrics {

    /** This says how a forward ended. */
    enum Forward {
        /** It ended with an outcome, be it a refusal. */
        DONE,
        /** The partition was not that instance's. */
        NOT_OWNED,
        /** The instance could not be reached, did not answer, or could not take the command. */
        FAILED
    }

    private final MeterRegistry registry;
    private final Map<Forward, Counter> forwards = new EnumMap<>(Forward.class);
    private final Timer roundTrip;
    private final Counter refreshes;
    private final Counter failedRefreshes;

    RoutingMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Forward forward : Forward.values()) {
            forwards.put(
                    forward,
                    Counter.builder("tableorder.commands.forwarded")
                            .description("Commands forwarded to the owner of their partition, by outcome.")
                            .tag("outcome", forward.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        this.roundTrip = Timer.builder("tableorder.commands.forward")
                .description("Time from forwarding a command to the owner's answer.")
                .publishPercentileHistogram()
                .register(registry);
        this.refreshes = refreshes(registry, "done");
        this.failedRefreshes = refreshes(registry, "failed");
    }

    private static Counter refreshes(MeterRegistry registry, String outcome) {
        return Counter.builder("tableorder.owners.refreshes")
                .description("Number of times the consumer group was asked who owns which partition, by outcome.")
                .tag("outcome", outcome)
                .register(registry);
    }

    void forwarded(Forward forward, long nanos) {
        Objects.requireNonNull(forwards.get(forward)).increment();
        roundTrip.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refreshed(boolean answered) {
        (answered ? refreshes : failedRefreshes).increment();
    }

    void unavailable(WriterUnavailableException.Reason reason) {
        Counter.builder("tableorder.commands.unavailable")
                .description("Commands answered 503, by the reason why no writer took them in time.")
                .tag("reason", reason.name())
                .register(registry)
                .increment();
    }
}
