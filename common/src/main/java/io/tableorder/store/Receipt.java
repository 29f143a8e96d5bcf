package io.tableorder.store;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a command came to: its last event, from which its answer is made, the first time and every time after.
 *
 * @param fingerprint of what was asked; null when the client gave no key
 * @param order the order right after the event, if it was one's
 */
public record Receipt(
        String commandId,
        @Nullable String fingerprint,
        Instant time,
        Position position,
        StoreEvent event,
        @Nullable Order order) {

    static Receipt of(RecordedEvent recorded, Floor after) {
        Order order = switch (recorded.event()) {
            case OrderEvent event -> after.order(event.orderId());
            case StoreLifecycleEvent _, CatalogueEvent _, TableEvent _, SessionEvent _ -> null;
        };
        return new Receipt(
                recorded.stamp().commandId(),
                recorded.stamp().fingerprint(),
                recorded.time(),
                recorded.position(),
                recorded.event(),
                order);
    }
}
