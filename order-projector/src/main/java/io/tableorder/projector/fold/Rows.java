package io.tableorder.projector.fold;

import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.SqlTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of one SQL table that batches touch: loaded together, changed in memory, written together, so that a row is written
 * once however many of a batch's events change it.
 */
final class Rows<R> {
    private final SqlTable<R> table;
    private final Function<R, RowKey> keyOf;
    private final Map<RowKey, R> current = new HashMap<>();
    private Set<RowKey> touched = Set.of();
    private final Map<RowKey, R> fresh = new LinkedHashMap<>();
    private final Map<RowKey, R> changed = new LinkedHashMap<>();
    private final Map<RowKey, R> removed = new LinkedHashMap<>();

    Rows(SqlTable<R> table, Function<R, RowKey> keyOf) {
        this.table = table;
        this.keyOf = keyOf;
    }

    /** @param keys all that are looked for until the next load; a row not found is taken for a new one */
    void load(JdbcTemplate jdbc, Set<RowKey> keys) {
        touched = keys;
        List<RowKey> unknown =
                keys.stream().filter(key -> !current.containsKey(key)).toList();
        if (!unknown.isEmpty()) {
            table.select(jdbc, unknown).forEach(row -> current.put(keyOf.apply(row), row));
        }
    }

    /**
     * Returns the row; null if the SQL table has none.
     *
     * @throws IllegalStateException if the key was not loaded, so that nobody can say whether there is a row
     */
    @Nullable
    R find(RowKey key) {
        R row = current.get(key);
        if (row == null && !touched.contains(key)) {
            throw new IllegalStateException("A fold must say beforehand that it may touch " + key);
        }
        return row;
    }

    void put(R row) {
        RowKey key = keyOf.apply(row);
        boolean isNew = current.put(key, row) == null && removed.remove(key) == null;
        if (isNew || fresh.containsKey(key)) {
            fresh.put(key, row);
        } else {
            changed.put(key, row);
        }
    }

    void remove(R row) {
        RowKey key = keyOf.apply(row);
        current.remove(key);
        changed.remove(key);
        if (fresh.remove(key) == null) {
            removed.put(key, row);
        }
    }

    void flush(JdbcTemplate jdbc) {
        table.insert(jdbc, fresh.values());
        table.upsert(jdbc, changed.values());
        table.delete(jdbc, removed.values());
    }

    /** What was flushed is committed; of the rows, those stay known that later events are likely to be about. */
    void committed(Predicate<R> mayChange) {
        fresh.clear();
        changed.clear();
        removed.clear();
        current.values().removeIf(mayChange.negate());
    }

    int size() {
        return current.size();
    }
}
