package io.tableorder.testkit.history;

import io.tableorder.event.Actor;

/**
 * One request and what came of it. A client that asks again sends the same command under the same key.
 *
 * @param actor as the client's token says
 * @param key the Idempotency-Key
 * @param sentNanos {@link System#nanoTime} of this process before the request left
 * @param answeredNanos the same after the answer was there, or was given up
 */
public record Attempt(
        Actor actor, String storeId, String key, Command command, long sentNanos, long answeredNanos, Outcome outcome) {

    /** Returns the command's id, under which the events that it led to are in the log. */
    public String commandId() {
        return CommandIds.of(storeId, actor, key);
    }

    /** Returns the attempt in words, for a sentence about it. */
    String inWords() {
        return "key %s (%s)".formatted(key, command);
    }
}
