package io.tableorder.api.routing;

import org.jspecify.annotations.Nullable;

/** What came from another instance is not what this version reads. */
final class UnreadableForwardException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableForwardException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
