package io.tableorder.projector.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of one table that a batch touches: loaded together, changed in memory, written together, so that a row is
 * written once however many of the batch's events change it.
 */
final class Rows<R> {
    private final RowTable<R> table;
    private final Function<R, RowKey> keyOf;
    private final Map<RowKey, R> current = new HashMap<>();
    private final Map<RowKey, R> changed = new LinkedHashMap<>();
    private final Map<RowKey, R> removed = new LinkedHashMap<>();

    Rows(RowTable<R> table, Function<R, RowKey> keyOf) {
        this.table = table;
        this.keyOf = keyOf;
    }

    void load(JdbcTemplate jdbc, Collection<RowKey> keys) {
        if (!keys.isEmpty()) {
            table.select(jdbc, keys).forEach(row -> current.put(keyOf.apply(row), row));
        }
    }

    @Nullable
    R find(RowKey key) {
        return current.get(key);
    }

    Collection<R> loaded() {
        return List.copyOf(current.values());
    }

    void put(R row) {
        RowKey key = keyOf.apply(row);
        current.put(key, row);
        changed.put(key, row);
        removed.remove(key);
    }

    void remove(R row) {
        RowKey key = keyOf.apply(row);
        current.remove(key);
        changed.remove(key);
        removed.put(key, row);
    }

    void flush(JdbcTemplate jdbc) {
        table.upsert(jdbc, new ArrayList<>(changed.values()));
        table.delete(jdbc, new ArrayList<>(removed.values()));
    }
}
