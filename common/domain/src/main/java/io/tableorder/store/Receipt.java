package io.tableorder.store;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a command came to: its last event, from which its answer is made, the first time and every time after.
 *
 * @param fingerprint of what was asked; null when the client gave no key
 * @param order the order right after the event, if it was one's
 * @param profile the store's right after the event, if it was about the store itself
 * @param menu the item right after the event, if it was about one that is still there
 */
public record Receipt(
        String commandId,
        @Nullable String fingerprint,
        Instant time,
        Position position,
        StoreEvent event,
        @Nullable Order order,
        @Nullable StoreProfile profile,
        @Nullable MenuItem menu) {

    static Receipt of(RecordedEvent recorded, @Nullable StoreProfile profile, Catalogue catalogue, Floor floor) {
        StoreEvent event = recorded.event();
        return new Receipt(
                recorded.stamp().commandId(),
                recorded.stamp().fingerprint(),
                recorded.time(),
                recorded.position(),
                event,
                event instanceof OrderEvent order ? floor.order(order.orderId()) : null,
                event instanceof StoreLifecycleEvent ? profile : null,
                event instanceof CatalogueEvent ? catalogue.menu(recorded.subject()) : null);
    }
}
