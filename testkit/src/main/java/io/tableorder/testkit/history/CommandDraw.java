package io.tableorder.testkit.history;

import io.tableorder.event.OptionGroup;
import io.tableorder.event.OrderStatus;
import io.tableorder.testkit.history.Restaurant.KnownOrder;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws what somebody at a table, or the staff around it, wants next: mostly possible, sometimes not. */
final class CommandDraw {

    private static final int MOST_LINES = 4;
    private static final int MOST_OF_AN_ITEM = 9;

    private final RandomGenerator random;

    CommandDraw(RandomGenerator random) {
        this.random = random;
    }

    Command next(Restaurant restaurant, String tableId) {
        int percent = random.nextInt(100);
        Optional<? extends Command> drawn = Optional.empty();
        if (percent < 21) {
            drawn = restaurant.anyOrder(random, _ -> true).map(this::changeStatus);
        } else if (percent < 24) {
            drawn = restaurant
                    .anyOrder(random, order -> order.tableId().equals(tableId))
                    .map(order -> new Command.CancelOrder(order.orderId(), tableId));
        } else if (percent < 25) {
            drawn = restaurant
                    .anyOrder(random, _ -> true)
                    .map(order -> new Command.RemoveOrder(order.orderId(), note()));
        } else if (percent < 27) {
            drawn = Optional.of(new Command.EndSession(tableId));
        } else if (percent < 29) {
            drawn = Optional.of(availability(restaurant));
        } else if (percent < 30) {
            drawn = Optional.of(new Command.MoveSession(tableId, oneOf(restaurant.tableIds())));
        } else if (percent < 31) {
            drawn = Optional.of(new Command.MergeSession(tableId, oneOf(restaurant.tableIds())));
        } else if (percent < 37) {
            drawn = restaurant
                    .anyOrder(random, order -> !order.lines().isEmpty())
                    .map(this::changeLine);
        } else if (percent < 40) {
            drawn = restaurant
                    .anyOrder(random, order -> !order.lines().isEmpty())
                    .map(this::removeItem);
        }
        return drawn.isPresent() ? drawn.get() : place(restaurant, tableId);
    }

    private Command.PlaceOrder place(Restaurant restaurant, String tableId) {
        List<Command.Line> lines = Stream.generate(() -> line(restaurant, oneOf(restaurant.menuIds())))
                .limit(1 + random.nextInt(MOST_LINES))
                .toList();
        return new Command.PlaceOrder(tableId, lines);
    }

    private Command.Line line(Restaurant restaurant, String menuId) {
        List<String> options = restaurant.choicesOf(menuId).stream()
                .flatMap(group -> chosen(group).stream())
                .toList();
        return new Command.Line(menuId, 1 + random.nextInt(MOST_OF_AN_ITEM), note(), options);
    }

    /** Draws as many as the group takes, from where chance begins; rarely one too few or too many. */
    private List<String> chosen(OptionGroup group) {
        int slip = random.nextInt(40) == 0 ? random.nextInt(3) - 1 : 0;
        int count = group.minChoices() + random.nextInt(group.maxChoices() - group.minChoices() + 1) + slip;
        int first = random.nextInt(group.options().size());
        return Stream.concat(
                        group.options().subList(first, group.options().size()).stream(),
                        group.options().subList(0, first).stream())
                .limit(Math.max(0, count))
                .map(OptionGroup.Option::optionId)
                .toList();
    }

    private Command.ChangeStatus changeStatus(KnownOrder order) {
        OrderStatus status = switch (order.status()) {
            case PENDING -> random.nextInt(4) == 0 ? OrderStatus.COMPLETED : OrderStatus.PREPARING;
            case PREPARING -> random.nextInt(8) == 0 ? OrderStatus.PREPARING : OrderStatus.COMPLETED;
            case COMPLETED, CANCELLED -> random.nextBoolean() ? OrderStatus.PREPARING : OrderStatus.COMPLETED;
        };
        Integer expectedVersion = random.nextInt(3) == 0 ? order.version() : null;
        return new Command.ChangeStatus(order.orderId(), status, expectedVersion);
    }

    /** Mostly what is left to do; now and then what is done already, or is to be done again. */
    private Command.ChangeLine changeLine(KnownOrder order) {
        Answer.Line line = lineOf(order);
        boolean completed = line.completed() == (random.nextInt(4) == 0);
        Integer expectedVersion = random.nextInt(3) == 0 ? order.version() : null;
        return new Command.ChangeLine(order.orderId(), line.itemId(), completed, expectedVersion);
    }

    /** Some portions, all of them, or, now and then, one more than there are. */
    private Command.RemoveItem removeItem(KnownOrder order) {
        Answer.Line line = lineOf(order);
        Integer quantity = random.nextInt(3) == 0 ? null : 1 + random.nextInt(line.quantity() + 1);
        return new Command.RemoveItem(order.orderId(), line.itemId(), quantity);
    }

    private Answer.Line lineOf(KnownOrder order) {
        return order.lines().get(random.nextInt(order.lines().size()));
    }

    /** Hardly more than one item is sold out at a time, or nobody could order. */
    private Command.SetAvailability availability(Restaurant restaurant) {
        String soldOut = restaurant.soldOut();
        return soldOut == null
                ? new Command.SetAvailability(oneOf(restaurant.menuIds()), false)
                : new Command.SetAvailability(soldOut, true);
    }

    private @Nullable String note() {
        return random.nextInt(5) == 0 ? "덜 맵게 " + random.nextInt(100) : null;
    }

    private String oneOf(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }
}
