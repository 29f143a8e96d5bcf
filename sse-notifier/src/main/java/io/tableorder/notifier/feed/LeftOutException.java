package io.tableorder.notifier.feed;

import io.tableorder.event.Position;

/** A stretch of the log has a record in it that is left out by decision, so it is not what screens were to be sent. */
final class LeftOutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LeftOutException(Position decision) {
        super("The decision at %s leaves a record before it out".formatted(decision));
    }
}
