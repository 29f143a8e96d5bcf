package io.tableorder.api.settings;

/**
 * This says how often a table may order.
 *
 * @param ordersPerMinute of one table; 0 is no limit
 */
public record OrderRateSettings(int ordersPerMinute) {

    public boolean limited() {
        return ordersPerMinute > 0;
    }
}
