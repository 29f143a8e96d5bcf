package io.tableorder.store;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.CatalogueEvent.MenuOptionAvailabilityChanged;
import io.tableorder.event.ChosenOption;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import org.jspecify.annotations.Nullable;

/**
 * This is what the answer to a command shows and no event says that can be looked up for it. Kept beside the receipt's stub,
 * since such commands are few: a kitchen's and a waiter's, of which there are many, are not among them.
 *
 * @param profile the store's right after the event, if it was about the store itself
 * @param menu the dish right after the event, if it was about its availability or an option's
 * @param order the order right after the event, if neither the event that placed it says its lines and table nor is it
 *     known where all of its events are, see {@link Order#earlier}
 */
public record CommandResult(
        @Nullable StoreProfile profile,
        @Nullable MenuItem menu,
        @Nullable Order order) {

    /** A profile or a dish takes this in a map, and so does an order without its lines. */
    private static final long FIXED_BYTES = 256;

    /** A line and its ids take this, without its other texts and its options. */
    private static final long LINE_BYTES = 256;

    /** An option of a dish or of a line takes this, with its ids and a share of its group's, without its names. */
    private static final long OPTION_BYTES = 384;

    static @Nullable CommandResult of(
            RecordedEvent recorded, @Nullable StoreProfile profile, Catalogue catalogue, Floor floor) {
        return switch (recorded.event()) {
            case StoreLifecycleEvent _ -> new CommandResult(profile, null, null);
            case MenuAvailabilityChanged changed -> new CommandResult(null, catalogue.menu(changed.menuId()), null);
            case MenuOptionAvailabilityChanged changed ->
                new CommandResult(null, catalogue.menu(changed.menuId()), null);
            case OrderEvent event -> of(floor.order(event.orderId()));
            case CatalogueEvent _,
                    StationEvent _,
                    PrinterEvent _,
                    TableEvent _,
                    SessionEvent _,
                    CallEvent _,
                    OperatorEvent _ -> null;
        };
    }

    private static @Nullable CommandResult of(@Nullable Order order) {
        return order == null || order.placedAt() != null || order.earlier() != null
                ? null
                : new CommandResult(null, null, order);
    }

    /** Returns how much of the heap it takes at most. Orders share lines, which are counted for each, and dishes options. */
    long bytes() {
        return FIXED_BYTES
                + (menu == null ? 0 : bytes(menu))
                + (order == null
                        ? 0
                        : order.items().stream().mapToLong(CommandResult::bytes).sum());
    }

    /** What a dish without options takes is in {@link #FIXED_BYTES}. */
    private static long bytes(MenuItem menu) {
        return menu.choices().stream()
                .flatMap(group ->
                        group.options().stream().map(option -> bytesOfOption(group.groupName(), option.optionName())))
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long bytes(OrderLine line) {
        long options = line.choices().stream().mapToLong(CommandResult::bytes).sum();
        return LINE_BYTES + options + bytes(line.menuName()) + (line.note() == null ? 0 : bytes(line.note()));
    }

    private static long bytes(ChosenOption option) {
        return bytesOfOption(option.groupName(), option.optionName());
    }

    private static long bytesOfOption(String groupName, String optionName) {
        return OPTION_BYTES + bytes(groupName) + bytes(optionName);
    }

    private static long bytes(String text) {
        return (long) Character.BYTES * text.length();
    }
}
