package io.tableorder.operability.security;

/** A token that proves nothing. The message says why, for the log; callers are only told that it is invalid. */
public final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidTokenException(String reason) {
        super(reason, null, false, false);
    }
}
