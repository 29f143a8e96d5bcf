package io.tableorder.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This is what a command leaves on each of its events: who asked, in which request, and under which id.
 *
 * @param commandId the same for every try of one command; a second try is recognised by it
 * @param fingerprint what was asked, hashed; the same id with another fingerprint is another command under a used id.
 *     Null when the client gave no key, since then no other request can carry the id
 */
public record CommandStamp(
        String commandId,
        @Nullable String fingerprint,
        Actor actor,
        @Nullable String requestId) {

    /** Returns true for what the same request left, however many instances tried to do it; a client's repetition is another. */
    public boolean isOfSameRequest(CommandStamp other) {
        return Objects.equals(requestId, other.requestId);
    }
}
