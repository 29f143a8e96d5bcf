package io.tableorder.projector.project;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the known rows of each partition. They are taken out for a transaction and come back only when it is committed,
 * so none outlive a failure and no two transactions change the same.
 */
final class KnownPartitions {
    private final Map<Integer, KnownRows> rows = new ConcurrentHashMap<>();

    Optional<KnownRows> take(int partition) {
        return Optional.ofNullable(rows.remove(partition));
    }

    void keep(int partition, KnownRows committed) {
        if (committed.model().committed()) {
            rows.put(partition, committed);
        }
    }
}
