package io.tableorder.event;

/**
 * An option that was chosen for a line of an order, with the names and the price difference that the catalogue had when the
 * order was decided.
 *
 * @param priceDifference is in the line's unit price already; in the currency's minor unit, negative where it took away
 */
public record ChosenOption(
        String groupId, String groupName, String optionId, String optionName, long priceDifference) {}
