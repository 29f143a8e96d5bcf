package io.tableorder.projector.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.projector.status.Completeness;
import io.tableorder.projector.status.CompletenessCheck;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** This is what the read models lack, whatever the lag says. */
@Component
final class CompletenessMetrics {
    CompletenessMetrics(CompletenessCheck check, MeterRegistry registry) {
        incomplete(registry, check, "orders", "parked", Completeness::ordersParked);
        incomplete(registry, check, "orders", "missing", Completeness::ordersMissing);
        incomplete(registry, check, "stores", "parked", Completeness::storesParked);
        incomplete(registry, check, "stores", "missing", Completeness::storesMissing);
        Gauge.builder(
                        "tableorder.projection.unchecked.events",
                        check,
                        source -> source.latest().events() - source.latest().checkedEvents())
                .description("Events in the read models that the completeness check has not looked at yet.")
                .register(registry);
    }

    private static void incomplete(
            MeterRegistry registry,
            CompletenessCheck check,
            String what,
            String cause,
            ToLongFunction<Completeness> count) {
        Gauge.builder("tableorder.projection.incomplete." + what, check, source -> count.applyAsLong(source.latest()))
                .tag("cause", cause)
                .description("Current number of " + what
                        + " with an event that is parked, or missing from the read models, across all partitions.")
                .register(registry);
    }
}
