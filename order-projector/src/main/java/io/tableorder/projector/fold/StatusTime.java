package io.tableorder.projector.fold;

import io.tableorder.event.OrderStatus;
import java.time.Duration;

/** This says how long an order was in a status that it has left, by its events' times. */
public record StatusTime(OrderStatus status, Duration time) {}
