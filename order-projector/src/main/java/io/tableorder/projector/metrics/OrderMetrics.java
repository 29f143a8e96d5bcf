package io.tableorder.projector.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.CallEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.project.Applied;
import io.tableorder.projector.settings.ProjectionSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * This says how the orders do that come through this instance, counted once each as their events are applied live;
 * neither replay nor rebuild counts. Per hour they are {@code increase(…[1h])}, over all instances; exact ones per
 * store are in {@code GET /admin/stats}.
 */
@Component
final class OrderMetrics {
    /** Buckets from a drink that is handed over at once to a table that nobody looked after. */
    private static final Duration[] STATUS_BUCKETS = {
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        Duration.ofMinutes(20),
        Duration.ofMinutes(30),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final StoreCurrencies currencies;
    private final FreeTexts texts;
    private final Set<String> meteredStores;
    private final Map<OrderStatus, Timer> timeInStatus = new EnumMap<>(OrderStatus.class);

    OrderMetrics(MeterRegistry registry, StoreCurrencies currencies, FreeTexts texts, ProjectionSettings settings) {
        this.registry = registry;
        this.currencies = currencies;
        this.texts = texts;
        this.meteredStores = Set.copyOf(settings.meteredStores());
        Arrays.stream(OrderStatus.values())
                .forEach(status -> timeInStatus.put(
                        status,
                        Timer.builder("tableorder.orders.status.time")
                                .tag("status", status.name())
                                .description(
                                        "Time that orders spent in a status before they left it, by the times of their events.")
                                .serviceLevelObjectives(STATUS_BUCKETS)
                                .register(registry)));
    }

    void applied(Applied applied) {
        applied.statusTimes().forEach(left -> record(left.status(), left.time()));
        for (RecordedEvent recorded : applied.events()) {
            if (recorded.event() instanceof OrderEvent event) {
                count(recorded, event);
            }
            if (recorded.event() instanceof CallEvent.Ended ended) {
                callEnded(ended);
            }
        }
    }

    private void callEnded(CallEvent.Ended ended) {
        Counter.builder("tableorder.calls.ended")
                .tag("outcome", ended.outcome().name())
                .description("Guests' calls that are over, by how: answered, or left behind by their party.")
                .register(registry)
                .increment();
    }

    private void record(OrderStatus status, Duration time) {
        Timer timer = timeInStatus.get(status);
        if (timer != null) {
            timer.record(time);
        }
    }

    private void count(RecordedEvent recorded, OrderEvent event) {
        switch (event) {
            case OrderEvent.Placed placed -> placed(recorded.storeId(), placed.totalAmount());
            case OrderEvent.StatusChanged _,
                    OrderEvent.LinesCompleted _,
                    OrderEvent.LinesReopened _,
                    OrderEvent.ItemRemoved _,
                    OrderEvent.Moved _,
                    OrderEvent.LinesMoved _,
                    OrderEvent.SplitOff _ -> {}
            case OrderEvent.Cancelled cancelled -> cancelled(recorded, cancelled);
        }
    }

    private void placed(String storeId, long amount) {
        revenue("tableorder.orders.revenue", "currency", currencies.of(storeId)).increment((double) amount);
        if (meteredStores.contains(storeId)) {
            revenue("tableorder.store.orders.revenue", "store", storeId).increment((double) amount);
            Counter.builder("tableorder.store.orders.placed")
                    .tag("store", storeId)
                    .description("Orders placed in a store that METRICS_STORES names.")
                    .register(registry)
                    .increment();
        }
    }

    private Counter revenue(String name, String label, String value) {
        return Counter.builder(name)
                .tag(label, value)
                .description(
                        "Total amount of placed orders in the currency's minor unit. Cancelled orders are not subtracted.")
                .register(registry);
    }

    private void cancelled(RecordedEvent recorded, OrderEvent.Cancelled event) {
        Counter.builder("tableorder.orders.cancelled")
                .tag(
                        "reason",
                        CancellationReason.of(recorded.stamp().actor(), texts.read(event.reason()))
                                .name())
                .tag("from", event.from().name())
                .description("Orders cancelled, by the kind of reason and the status they were in.")
                .register(registry)
                .increment();
    }
}
