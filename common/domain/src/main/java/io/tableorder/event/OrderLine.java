package io.tableorder.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order, with the name and price the catalogue had when the order was decided.
 *
 * @param itemId unique within its order
 * @param unitPrice with what the chosen options add and take away, in the currency's minor unit
 * @param options what was chosen, in the menu's order; null when nothing was, which is how lines of before options are
 */
public record OrderLine(
        String itemId,
        String menuId,
        String menuName,
        long unitPrice,
        int quantity,
        @Nullable String note,
        @Nullable List<ChosenOption> options) {

    public OrderLine {
        options = options == null || options.isEmpty() ? null : List.copyOf(options);
    }

    /** A line for which no option was chosen. */
    public OrderLine(
            String itemId, String menuId, String menuName, long unitPrice, int quantity, @Nullable String note) {
        this(itemId, menuId, menuName, unitPrice, quantity, note, null);
    }

    /** Returns the line with so many portions. */
    public OrderLine of(int newQuantity) {
        return new OrderLine(itemId, menuId, menuName, unitPrice, newQuantity, note, options);
    }

    /** Returns what was chosen; nothing is an empty list. */
    public List<ChosenOption> choices() {
        return options == null ? List.of() : options;
    }

    public long subtotal() {
        return unitPrice * quantity;
    }
}
