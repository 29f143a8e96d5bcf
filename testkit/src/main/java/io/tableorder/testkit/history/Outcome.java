package io.tableorder.testkit.history;

import io.tableorder.event.Position;

/** This is what a client knows of its request afterwards. */
public sealed interface Outcome {

    /**
     * It is done, the answer says.
     *
     * @param position as X-Position named it
     * @param replayed an earlier request under the same key did it, the answer says
     */
    record Ok(int status, Position position, boolean replayed, Answer answer) implements Outcome {}

    /** Nothing has changed, the answer says. */
    record Rejected(int status, String errorCode) implements Outcome {}

    /** Done or not: no answer came, or one that does not say, such as 503 after the command was handed on. */
    record Unknown(String why) implements Outcome {}
}
