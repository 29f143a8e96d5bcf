package io.tableorder.embedded;

import org.jspecify.annotations.Nullable;

/** A broker or database that could not start; the message is one line that says what to do, fit for a person. */
public final class EmbeddedStartException extends RuntimeException {
    EmbeddedStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
