package io.tableorder.standalone;

/** This says why the platform cannot start, in words for the person who started it: what is wrong and what to do. */
final class StartRefusedException extends RuntimeException {
    StartRefusedException(String message) {
        super(message);
    }
}
