package io.tableorder.testkit.history;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.store.Catalogue;
import io.tableorder.store.Order;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * This is what the contract lets a command come to in a state: written from the contract, not taken from the decider,
 * so that the two check each other.
 */
final class StoreRules {

    /** The refusals have the names of their error codes. */
    enum Verdict {
        GRANTED,
        UNCHANGED,
        NOT_FOUND,
        CONFLICT,
        MENU_HIDDEN,
        OPTIONS_INVALID,
        SOLD_OUT,
        VERSION_MISMATCH
    }

    private static final Map<OrderStatus, Set<OrderStatus>> MOVES = Map.of(
            OrderStatus.PENDING, Set.of(OrderStatus.PREPARING, OrderStatus.COMPLETED),
            OrderStatus.PREPARING, Set.of(OrderStatus.COMPLETED),
            OrderStatus.COMPLETED, Set.of(OrderStatus.PREPARING),
            OrderStatus.CANCELLED, Set.of());

    private static final int MAXIMUM_ORDERS_PER_SESSION = 500;

    private StoreRules() {}

    static Verdict verdict(StoreState state, Command command) {
        StoreProfile profile = state.profile();
        if (profile == null) {
            return Verdict.NOT_FOUND;
        }
        return switch (command) {
            case Command.PlaceOrder place -> place(state, profile, place);
            case Command.ChangeStatus change -> changeStatus(state.floor().order(change.orderId()), change);
            case Command.CancelOrder cancel -> cancel(state.floor().order(cancel.orderId()), cancel);
            case Command.RemoveOrder remove -> remove(state.floor().order(remove.orderId()));
            case Command.ChangeLine change -> changeLine(state.floor().order(change.orderId()), change);
            case Command.RemoveItem removal -> removeItem(state.floor().order(removal.orderId()), removal);
            case Command.EndSession end -> endSession(state.floor().table(end.tableId()));
            case Command.MoveSession move ->
                moveSession(state.floor().table(move.tableId()), state.floor().table(move.toTableId()));
            case Command.MergeSession merge ->
                mergeSession(state.floor().table(merge.tableId()), state.floor().table(merge.intoTableId()));
            case Command.SetAvailability set ->
                setAvailability(state.catalogue().menu(set.menuId()), set);
        };
    }

    private static Verdict place(StoreState state, StoreProfile profile, Command.PlaceOrder place) {
        Table table = state.floor().table(place.tableId());
        if (table == null) {
            return Verdict.NOT_FOUND;
        }
        boolean allAvailable = place.lines().stream().allMatch(line -> {
            MenuItem menu = state.catalogue().menu(line.menuId());
            return menu != null && menu.available();
        });
        if (profile.intakePaused() || !allAvailable) {
            return Verdict.CONFLICT;
        }
        if (place.lines().stream().anyMatch(line -> isOfHiddenCategory(state.catalogue(), line.menuId()))) {
            return Verdict.MENU_HIDDEN;
        }
        if (!place.lines().stream().allMatch(line -> hasWhatIsAsked(state.catalogue(), line))) {
            return Verdict.OPTIONS_INVALID;
        }
        if (place.lines().stream().anyMatch(line -> hasSoldOutOption(state.catalogue(), line))) {
            return Verdict.SOLD_OUT;
        }
        Session session = table.session();
        boolean isFull = session != null && session.orderIds().size() >= MAXIMUM_ORDERS_PER_SESSION;
        return isFull ? Verdict.CONFLICT : Verdict.GRANTED;
    }

    private static boolean isOfHiddenCategory(Catalogue catalogue, String menuId) {
        MenuItem menu = catalogue.menu(menuId);
        Catalogue.Category category =
                menu == null ? null : catalogue.categories().get(menu.categoryId());
        return category != null && category.hiddenFromGuests();
    }

    private static boolean hasWhatIsAsked(Catalogue catalogue, Command.Line line) {
        MenuItem menu = catalogue.menu(line.menuId());
        List<OptionGroup> groups = menu == null ? List.of() : menu.choices();
        List<Long> counts = groups.stream()
                .map(group -> line.options().stream()
                        .filter(id -> group.option(id) != null)
                        .count())
                .toList();
        boolean allKnown = counts.stream().mapToLong(Long::longValue).sum()
                == line.options().size();
        return allKnown
                && IntStream.range(0, groups.size())
                        .allMatch(i -> counts.get(i) >= groups.get(i).minChoices()
                                && counts.get(i) <= groups.get(i).maxChoices());
    }

    private static boolean hasSoldOutOption(Catalogue catalogue, Command.Line line) {
        MenuItem menu = catalogue.menu(line.menuId());
        return menu != null
                && menu.choices().stream()
                        .flatMap(group -> group.options().stream())
                        .anyMatch(
                                option -> !option.available() && line.options().contains(option.optionId()));
    }

    private static Verdict changeStatus(@Nullable Order order, Command.ChangeStatus change) {
        if (order == null) {
            return Verdict.NOT_FOUND;
        }
        if (order.status() == change.status() && order.status() != OrderStatus.CANCELLED) {
            return Verdict.UNCHANGED;
        }
        Integer expected = change.expectedVersion();
        if (expected != null && expected != order.version()) {
            return Verdict.VERSION_MISMATCH;
        }
        return mayMove(order.status(), change.status()) ? Verdict.GRANTED : Verdict.CONFLICT;
    }

    static boolean mayMove(OrderStatus from, OrderStatus to) {
        return MOVES.getOrDefault(from, Set.of()).contains(to);
    }

    private static Verdict cancel(@Nullable Order order, Command.CancelOrder cancel) {
        if (order == null || !order.tableId().equals(cancel.tableId())) {
            return Verdict.NOT_FOUND;
        }
        return order.status() == OrderStatus.PENDING ? Verdict.GRANTED : Verdict.CONFLICT;
    }

    private static Verdict remove(@Nullable Order order) {
        if (order == null) {
            return Verdict.NOT_FOUND;
        }
        return order.status() == OrderStatus.CANCELLED ? Verdict.CONFLICT : Verdict.GRANTED;
    }

    private static Verdict changeLine(@Nullable Order order, Command.ChangeLine change) {
        OrderLine line = order == null ? null : order.item(change.itemId());
        if (order == null || line == null) {
            return Verdict.NOT_FOUND;
        }
        if (order.status() == OrderStatus.CANCELLED) {
            return Verdict.CONFLICT;
        }
        boolean isCompleted = order.status() == OrderStatus.COMPLETED || line.hasBeenCompleted();
        if (isCompleted == change.completed()) {
            return Verdict.UNCHANGED;
        }
        Integer expected = change.expectedVersion();
        return expected != null && expected != order.version() ? Verdict.VERSION_MISMATCH : Verdict.GRANTED;
    }

    private static Verdict removeItem(@Nullable Order order, Command.RemoveItem removal) {
        if (order == null) {
            return Verdict.NOT_FOUND;
        }
        if (order.status() == OrderStatus.CANCELLED) {
            return Verdict.CONFLICT;
        }
        OrderLine line = order.item(removal.itemId());
        if (line == null) {
            return Verdict.NOT_FOUND;
        }
        Integer quantity = removal.quantity();
        return quantity == null || quantity <= line.quantity() ? Verdict.GRANTED : Verdict.CONFLICT;
    }

    private static Verdict endSession(@Nullable Table table) {
        if (table == null) {
            return Verdict.NOT_FOUND;
        }
        return table.session() == null ? Verdict.CONFLICT : Verdict.GRANTED;
    }

    private static Verdict moveSession(@Nullable Table from, @Nullable Table to) {
        if (from == null || to == null) {
            return Verdict.NOT_FOUND;
        }
        return from.session() != null && to.session() == null ? Verdict.GRANTED : Verdict.CONFLICT;
    }

    private static Verdict mergeSession(@Nullable Table from, @Nullable Table into) {
        if (from == null || into == null) {
            return Verdict.NOT_FOUND;
        }
        Session session = from.session();
        Session other = into.session();
        return session != null
                        && other != null
                        && !session.sessionId().equals(other.sessionId())
                        && session.orderIds().size() + other.orderIds().size() <= MAXIMUM_ORDERS_PER_SESSION
                ? Verdict.GRANTED
                : Verdict.CONFLICT;
    }

    private static Verdict setAvailability(@Nullable MenuItem menu, Command.SetAvailability set) {
        if (menu == null) {
            return Verdict.NOT_FOUND;
        }
        return menu.available() == set.available() ? Verdict.UNCHANGED : Verdict.GRANTED;
    }
}
