package io.tableorder.projector.table;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads and writes many rows of a table in one statement each: columns travel as arrays, or as COPY where rows are new, so
 * a batch of a thousand rows is one round trip and one plan.
 */
public final class SqlTable<R> {
    /** COPY is planned anew each time and takes a round trip more, which fewer rows hardly repay. */
    private static final int COPY_ROWS = 20;

    record Column<R>(String name, SqlColumnType type, Function<R, @Nullable Object> value) {
        static <R> Column<R> of(String name, String type, Function<R, @Nullable Object> value) {
            return new Column<>(name, SqlColumnType.of(type), value);
        }

        private void write(CopyBuffer out, R row) {
            Object cell = value.apply(row);
            if (cell == null) {
                out.absent();
            } else {
                type.write(out, cell);
            }
        }
    }

    private final List<Column<R>> columns;
    private final RowMapper<R> mapper;
    private final String select;
    private final String insert;
    private final String copy;
    private final String upsert;
    private final String delete;
    private final List<Column<R>> key;

    /** @param key how many of the columns, from the first, identify a row */
    SqlTable(Generation generation, String name, int key, List<Column<R>> columns, RowMapper<R> mapper) {
        this.columns = List.copyOf(columns);
        this.key = this.columns.subList(0, key);
        this.mapper = mapper;
        String table = generation.schema() + "." + name;
        String all = names(this.columns, "");
        String keys = names(this.key, "");
        String wanted = "unnest(" + arrays(this.key) + ") AS wanted (" + keys + ")";
        String isWanted = "(" + names(this.key, "t.") + ") = (" + names(this.key, "wanted.") + ")";
        // Each key by itself, which OFFSET 0 holds the planner to: a plan made while the table is small is kept when it
        // is large, and would read all of it each time.
        this.select = "SELECT found.* FROM " + wanted + " CROSS JOIN LATERAL (SELECT " + names(this.columns, "t.")
                + " FROM " + table + " AS t WHERE " + isWanted + " OFFSET 0) AS found";
        this.insert = "INSERT INTO " + table + " (" + all + ") SELECT * FROM unnest(" + arrays(this.columns) + ")";
        this.copy = "COPY " + table + " (" + all + ") FROM STDIN WITH (FORMAT binary)";
        this.upsert = insert + " ON CONFLICT (" + keys + ") DO UPDATE SET "
                + this.columns.stream()
                        .skip(key)
                        .map(column -> column.name() + " = EXCLUDED." + column.name())
                        .collect(joining(", "));
        this.delete = "DELETE FROM " + table + " AS t USING " + wanted + " WHERE " + isWanted;
    }

    private static <R> String names(List<Column<R>> columns, String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(joining(", "));
    }

    private static <R> String arrays(List<Column<R>> columns) {
        return columns.stream()
                .map(column -> "?::" + column.type().sqlName() + "[]")
                .collect(joining(", "));
    }

    public List<R> select(JdbcTemplate jdbc, Collection<RowKey> keys) {
        return jdbc.query(
                select,
                statement -> {
                    for (int i = 0; i < key.size(); i++) {
                        int part = i;
                        statement.setArray(
                                i + 1,
                                array(
                                        statement.getConnection(),
                                        key.get(i).type(),
                                        keys.stream().map(id -> part == 0 ? id.storeId() : id.id())));
                    }
                },
                mapper);
    }

    public void upsert(JdbcTemplate jdbc, Collection<R> rows) {
        write(jdbc, upsert, columns, rows);
    }

    /** Rows that are there already are a failure: what is written once is never overwritten. */
    public void insert(JdbcTemplate jdbc, Collection<R> rows) {
        if (rows.size() < COPY_ROWS) {
            write(jdbc, insert, columns, rows);
        } else {
            CopyBuffer buffer = new CopyBuffer();
            for (R row : rows) {
                buffer.startRow(columns.size());
                columns.forEach(column -> column.write(buffer, row));
            }
            jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, buffer));
        }
    }

    private long copy(Connection connection, CopyBuffer rows) throws SQLException {
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            rows.writeTo(in);
            return in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    public void delete(JdbcTemplate jdbc, Collection<R> rows) {
        write(jdbc, delete, key, rows);
    }

    private static <R> void write(JdbcTemplate jdbc, String sql, List<Column<R>> columns, Collection<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update(sql, statement -> {
            for (int i : IntStream.range(0, columns.size()).toArray()) {
                Column<R> column = columns.get(i);
                statement.setArray(
                        i + 1,
                        array(
                                statement.getConnection(),
                                column.type(),
                                rows.stream().map(column.value())));
            }
        });
    }

    private static Array array(Connection connection, SqlColumnType type, Stream<? extends @Nullable Object> values)
            throws SQLException {
        return connection.createArrayOf(type.elementType(), type.array(values));
    }
}
