package io.tableorder.testkit.history;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OrderStatus;
import io.tableorder.store.StoreState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A store as those in it know it: what is there, and the orders they last heard of. Thread-safe. */
public final class Restaurant {

    /** This is enough to choose from; an older order is mostly over. */
    private static final int MOST_KNOWN_ORDERS = 200;

    record KnownOrder(String orderId, String tableId, int version, OrderStatus status, List<Answer.Line> lines) {}

    private final String chainId;
    private final String storeId;
    private final List<String> tableIds;
    private final List<String> menuIds;
    private final Map<String, List<OptionGroup>> choices;
    private final List<KnownOrder> orders = new ArrayList<>();
    private @Nullable String soldOut;

    private Restaurant(
            String chainId,
            String storeId,
            List<String> tableIds,
            List<String> menuIds,
            Map<String, List<OptionGroup>> choices) {
        this.chainId = chainId;
        this.storeId = storeId;
        this.tableIds = tableIds;
        this.menuIds = menuIds;
        this.choices = choices;
    }

    /** Returns the log's open stores that have tables and a menu. */
    public static List<Restaurant> of(EventLog log) {
        return log.states().values().stream()
                .filter(state -> !state.floor().tables().isEmpty()
                        && !state.catalogue().menus().isEmpty())
                .map(Restaurant::of)
                .toList();
    }

    static Restaurant of(StoreState state) {
        var profile = state.profile();
        if (profile == null) {
            throw new IllegalArgumentException("Store %s was never opened".formatted(state.storeId()));
        }
        return new Restaurant(
                profile.chainId(),
                state.storeId(),
                state.floor().tables().keySet().stream().sorted().toList(),
                state.catalogue().menus().keySet().stream().sorted().toList(),
                state.catalogue().menus().values().stream()
                        .collect(Collectors.toMap(MenuItem::menuId, MenuItem::choices)));
    }

    String chainId() {
        return chainId;
    }

    public String storeId() {
        return storeId;
    }

    List<String> tableIds() {
        return tableIds;
    }

    List<String> menuIds() {
        return menuIds;
    }

    /** Returns what there is to choose of a dish. */
    List<OptionGroup> choicesOf(String menuId) {
        return choices.getOrDefault(menuId, List.of());
    }

    synchronized @Nullable String soldOut() {
        return soldOut;
    }

    synchronized Optional<KnownOrder> anyOrder(RandomGenerator random, Predicate<KnownOrder> wanted) {
        List<KnownOrder> candidates = orders.stream().filter(wanted).toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(random.nextInt(candidates.size())));
    }

    /**
     * Learns what an answer told. Answers cross, so this may be behind: clients ask for what is no longer possible,
     * too.
     */
    synchronized void hear(Command command, Answer answer) {
        switch (answer) {
            case Answer.OfOrder order -> {
                String tableId =
                        forget(order.orderId(), command instanceof Command.PlaceOrder place ? place.tableId() : null);
                if (tableId != null) {
                    know(new KnownOrder(order.orderId(), tableId, order.version(), order.status(), order.lines()));
                }
            }
            case Answer.OfRemoval removal -> forget(removal.orderId(), null);
            case Answer.OfSession session ->
                orders.removeIf(order -> order.tableId().equals(session.tableId()));
            case Answer.OfMove move -> seat(leftTableOf(command), move.tableId());
            case Answer.OfMenu menu -> soldOut = menu.available() ? null : menu.menuId();
        }
    }

    private static @Nullable String leftTableOf(Command command) {
        return switch (command) {
            case Command.MoveSession move -> move.tableId();
            case Command.MergeSession merge -> merge.tableId();
            case Command.PlaceOrder _,
                    Command.ChangeStatus _,
                    Command.CancelOrder _,
                    Command.RemoveOrder _,
                    Command.ChangeLine _,
                    Command.RemoveItem _,
                    Command.EndSession _,
                    Command.SetAvailability _ -> null;
        };
    }

    private void seat(@Nullable String left, String tableId) {
        orders.replaceAll(order -> order.tableId().equals(left)
                ? new KnownOrder(order.orderId(), tableId, order.version() + 1, order.status(), order.lines())
                : order);
    }

    /** @return the table of the forgotten order, or the one given */
    private @Nullable String forget(String orderId, @Nullable String tableId) {
        String known = tableId;
        for (KnownOrder order : List.copyOf(orders)) {
            if (order.orderId().equals(orderId)) {
                known = order.tableId();
                orders.remove(order);
            }
        }
        return known;
    }

    private void know(KnownOrder order) {
        if (orders.size() >= MOST_KNOWN_ORDERS) {
            orders.removeFirst();
        }
        orders.add(order);
    }
}
