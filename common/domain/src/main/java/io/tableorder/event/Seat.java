package io.tableorder.event;

/** A seat is where an order belongs: a session, and the table at which the order came to it. */
public record Seat(String sessionId, String tableId, int tableNumber) {}
