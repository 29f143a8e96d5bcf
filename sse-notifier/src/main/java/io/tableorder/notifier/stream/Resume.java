package io.tableorder.notifier.stream;

import java.time.Instant;

/** Where a stream begins. */
public sealed interface Resume {

    /** With the board. */
    record Fresh() implements Resume {}

    /** After the event that the client has last, by whatever id it says it has. */
    record After(String eventId) implements Resume {}

    /** With the events decided at this time or later. */
    record Since(Instant time) implements Resume {}
}
