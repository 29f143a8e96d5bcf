package io.tableorder.operability.security;

/** The token proves nothing. The message says why, for the log; callers are only told that it is invalid. */
public final class InvalidTokenException extends RuntimeException {

    public InvalidTokenException(String reason) {
        super(reason, null, false, false);
    }
}
