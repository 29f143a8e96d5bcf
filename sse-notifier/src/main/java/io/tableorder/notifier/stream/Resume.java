package io.tableorder.notifier.stream;

import java.time.Instant;

/** A request says where its stream begins. */
public sealed interface Resume {

    /** The stream begins with the board. */
    record Fresh() implements Resume {}

    /** The stream begins after the event that the client has last, by whatever id it says it has. */
    record After(String eventId) implements Resume {}

    /** The stream begins with the events decided at this time or later. */
    record Since(Instant time) implements Resume {}
}
