package io.tableorder.store;

/** The event cannot follow the state it was applied to. The log is damaged, or a reader has skipped something. */
public final class ImpossibleEventException extends RuntimeException {

    public ImpossibleEventException(String message) {
        super(message);
    }
}
