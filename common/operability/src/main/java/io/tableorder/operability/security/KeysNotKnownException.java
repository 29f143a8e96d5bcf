package io.tableorder.operability.security;

/** A token may be good or not: the keys by which it would be known have not been read since the service started. */
public final class KeysNotKnownException extends RuntimeException {

    KeysNotKnownException() {
        super("The keys of tokens have not been read yet");
    }
}
