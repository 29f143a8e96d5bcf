package io.tableorder.operability.metrics;

import java.util.Map;

/** A bean of a service that knows about orders; without one its numbers are zero. */
public interface BusinessNumbers {

    /** Returns the number of orders created since this process started. */
    long ordersCreated();

    /** Orders now in each status, by its name: {@code PENDING}, {@code PREPARING} … */
    Map<String, Long> ordersByStatus();
}
