package io.tableorder.projector.project;

import io.tableorder.projector.table.Generation;

/**
 * Somebody else has folded in these records meanwhile, or queries are shown another generation; nothing was written. Find
 * out where the projection stands and go on from there, or let go.
 */
public final class StalePositionException extends RuntimeException {
    private StalePositionException(String message) {
        super(message);
    }

    static StalePositionException moved(int partition, long expected) {
        return new StalePositionException(
                "Partition %d is no longer at offset %d: another projector moved it".formatted(partition, expected));
    }

    static StalePositionException replaced(int partition, Generation generation, Generation.State expected) {
        return new StalePositionException("Partition %d is no longer to be projected into %s: it is not %s any more"
                .formatted(partition, generation.schema(), expected.columnValue()));
    }
}
