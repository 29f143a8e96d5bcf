package io.tableorder.api.routing;

import org.jspecify.annotations.Nullable;

/** What came from another instance is not what this version reads. */
final class UnreadableForwardException extends RuntimeException {

    UnreadableForwardException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
