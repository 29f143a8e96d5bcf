package io.tableorder.projector.project;

/** Somebody else has folded in these records meanwhile; nothing was written. Read the position again, or let go. */
public final class StalePositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalePositionException(int partition, long expected) {
        super("Partition %d is no longer at offset %d: another projector moved it".formatted(partition, expected));
    }
}
