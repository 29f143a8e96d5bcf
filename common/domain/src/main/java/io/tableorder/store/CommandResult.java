package io.tableorder.store;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import org.jspecify.annotations.Nullable;

/**
 * This is what the answer to a command shows and neither its event nor that which placed its order says. Kept beside
 * the receipt's stub, since such commands are few.
 *
 * @param profile the store's right after the event, if it was about the store itself
 * @param menu the dish right after the event, if it was about its availability
 * @param order the order right after the event, if portions of it had been taken back by then, it had moved, or where it
 *     was placed is not known
 */
public record CommandResult(
        @Nullable StoreProfile profile,
        @Nullable MenuItem menu,
        @Nullable Order order) {

    /** A profile or a dish takes this in a map, and so does an order without its lines. */
    private static final long FIXED_BYTES = 256;

    /** A line and its ids take this, without its other texts. */
    private static final long LINE_BYTES = 256;

    static @Nullable CommandResult of(
            RecordedEvent recorded, @Nullable StoreProfile profile, Catalogue catalogue, Floor floor) {
        return switch (recorded.event()) {
            case StoreLifecycleEvent _ -> new CommandResult(profile, null, null);
            case MenuAvailabilityChanged changed -> new CommandResult(null, catalogue.menu(changed.menuId()), null);
            case OrderEvent event -> of(floor.order(event.orderId()));
            case CatalogueEvent _, TableEvent _, SessionEvent _, CallEvent _, OperatorEvent _ -> null;
        };
    }

    private static @Nullable CommandResult of(@Nullable Order order) {
        return order == null || order.placedAt() != null ? null : new CommandResult(null, null, order);
    }

    /** Returns how much of the heap it takes at most. Orders share lines, which are counted for each. */
    long bytes() {
        return order == null
                ? FIXED_BYTES
                : FIXED_BYTES
                        + order.items().stream().mapToLong(CommandResult::bytes).sum();
    }

    private static long bytes(OrderLine line) {
        int characters = line.menuName().length()
                + (line.note() == null ? 0 : line.note().length());
        return LINE_BYTES + (long) Character.BYTES * characters;
    }
}
