package io.tableorder.standalone;

/** Why the platform cannot start, in words for the person who started it: what is wrong and what to do. */
final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefusedException(String message) {
        super(message);
    }
}
