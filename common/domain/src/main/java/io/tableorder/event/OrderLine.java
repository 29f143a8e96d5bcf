package io.tableorder.event;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order, with the name and price the catalogue had when the order was decided.
 *
 * @param itemId unique within its order
 * @param unitPrice with what the chosen options add and take away, in the currency's minor unit
 * @param options what was chosen, in the menu's order; null when nothing was, which is how lines of before options are
 * @param completed true once the kitchen has completed this line of an order that has others open; null until then, so
 *     that a line has the bytes that it always had, and takes no more memory
 */
public record OrderLine(
        String itemId,
        String menuId,
        String menuName,
        long unitPrice,
        int quantity,
        @Nullable String note,
        @Nullable List<ChosenOption> options,
        @Nullable Boolean completed) {

    public OrderLine {
        options = options == null || options.isEmpty() ? null : List.copyOf(options);
        completed = Boolean.TRUE.equals(completed) ? Boolean.TRUE : null;
    }

    /** A line for which no option was chosen. */
    public OrderLine(
            String itemId, String menuId, String menuName, long unitPrice, int quantity, @Nullable String note) {
        this(itemId, menuId, menuName, unitPrice, quantity, note, null, null);
    }

    /** Returns the line with so many portions. */
    public OrderLine of(int newQuantity) {
        return new OrderLine(itemId, menuId, menuName, unitPrice, newQuantity, note, options, completed);
    }

    /** Returns the line with another note. */
    public OrderLine noting(@Nullable String newNote) {
        return new OrderLine(itemId, menuId, menuName, unitPrice, quantity, newNote, options, completed);
    }

    /** Returns the lines, of which those named are completed or open again, and the others as they are. */
    public static List<OrderLine> marked(List<OrderLine> lines, Set<String> itemIds, boolean completed) {
        return lines.stream()
                .map(line -> itemIds.contains(line.itemId) ? line.marked(completed) : line)
                .toList();
    }

    private OrderLine marked(boolean nowCompleted) {
        return hasBeenCompleted() == nowCompleted
                ? this
                : new OrderLine(itemId, menuId, menuName, unitPrice, quantity, note, options, nowCompleted);
    }

    /** Returns whether the kitchen has completed it by itself; in a completed order every line is done, whatever this says. */
    public boolean hasBeenCompleted() {
        return completed != null;
    }

    /** Returns what was chosen; nothing is an empty list. */
    public List<ChosenOption> choices() {
        return options == null ? List.of() : options;
    }

    public long subtotal() {
        return unitPrice * quantity;
    }
}
