package io.tableorder.event;

import org.jspecify.annotations.Nullable;

/**
 * One line of an order, with the name and price the catalogue had when the order was decided.
 *
 * @param itemId unique within its order
 * @param unitPrice in the currency's minor unit
 */
public record OrderLine(
        String itemId,
        String menuId,
        String menuName,
        long unitPrice,
        int quantity,
        @Nullable String note) {

    /** Returns the line with so many portions. */
    public OrderLine of(int newQuantity) {
        return new OrderLine(itemId, menuId, menuName, unitPrice, newQuantity, note);
    }

    public long subtotal() {
        return unitPrice * quantity;
    }
}
