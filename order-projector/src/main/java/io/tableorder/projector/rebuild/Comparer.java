package io.tableorder.projector.rebuild;

import static java.util.stream.Collectors.joining;

import io.tableorder.projector.rebuild.Comparison.RowDifference;
import io.tableorder.projector.rebuild.Comparison.SqlTableComparison;
import io.tableorder.projector.table.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Compares two generations in PostgreSQL, within one snapshot, so that neither has to stand still for it. */
final class Comparer {
    /** Somebody reads them; the count says how many there are. */
    private static final int SAMPLE_ROWS = 20;
    /**
     * These columns have times of this database's clock and the count of takeovers, which the log does not determine.
     */
    private static final Set<String> NOT_OF_THE_LOG = Set.of("applied_at", "parked_at", "revision");

    private static final String COLUMNS = """
            SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
            ORDER BY attnum""";
    private static final String KEY = """
            SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
            WHERE indrelid = ?::regclass AND indisprimary ORDER BY attnum""";

    private record Digest(long rows, long checksum) {}

    private final JdbcTemplate jdbc;
    private final Generation live;
    private final Generation rebuilt;

    /** @param jdbc within a repeatable-read transaction whose snapshot has both at the same positions */
    Comparer(JdbcTemplate jdbc, Generation live, Generation rebuilt) {
        this.jdbc = jdbc;
        this.live = live;
        this.rebuilt = rebuilt;
    }

    Comparison compare() {
        List<SqlTableComparison> tables = new GenerationSqlTables(jdbc)
                .names(live).stream().map(this::compare).toList();
        return new Comparison(live.schema(), rebuilt.schema(), tables);
    }

    private SqlTableComparison compare(String table) {
        List<String> columns = jdbc.queryForList(COLUMNS, String.class, live.schema() + "." + table).stream()
                .filter(column -> !NOT_OF_THE_LOG.contains(column))
                .toList();
        Digest one = digest(live, table, columns);
        Digest other = digest(rebuilt, table, columns);
        return one.equals(other)
                ? new SqlTableComparison(table, one.rows(), other.rows(), true, 0, List.of())
                : differences(table, columns, one, other);
    }

    /**
     * Digests the rows in whatever order they come. No two rows of a table are the same, so none cancels another out.
     */
    private Digest digest(Generation generation, String table, List<String> columns) {
        String sql = "SELECT count(*), coalesce(bit_xor(hash_record_extended(ROW(%s), 0)), 0) FROM %s.%s"
                .formatted(String.join(", ", columns), generation.schema(), table);
        return Objects.requireNonNull(jdbc.queryForObject(sql, (row, _) -> new Digest(row.getLong(1), row.getLong(2))));
    }

    private SqlTableComparison differences(String table, List<String> columns, Digest one, Digest other) {
        List<String> key = jdbc.queryForList(KEY, String.class, live.schema() + "." + table);
        String sql = """
                SELECT concat_ws(', ', %s) AS key,
                       CASE WHEN l.%s IS NULL THEN 'only rebuilt' WHEN r.%2$s IS NULL THEN 'only live' ELSE 'differs' END,
                       array_remove(ARRAY[%s], NULL), count(*) OVER ()
                FROM %s.%s l FULL JOIN %s.%5$s r ON %s
                WHERE ROW(%s) IS DISTINCT FROM ROW(%s)
                ORDER BY key LIMIT %d""".formatted(
                        each(key, "'%1$s=' || coalesce(l.%1$s, r.%1$s)", ", "),
                        key.getFirst(),
                        each(columns, "CASE WHEN l.%1$s IS DISTINCT FROM r.%1$s THEN '%1$s' END", ", "),
                        live.schema(),
                        table,
                        rebuilt.schema(),
                        each(key, "l.%1$s = r.%1$s", " AND "),
                        each(columns, "l.%s", ", "),
                        each(columns, "r.%s", ", "),
                        SAMPLE_ROWS);
        long[] total = new long[1];
        List<RowDifference> sample = jdbc.query(sql, (row, _) -> {
            total[0] = row.getLong(4);
            return difference(row);
        });
        return new SqlTableComparison(table, one.rows(), other.rows(), false, total[0], sample);
    }

    private static RowDifference difference(ResultSet row) throws SQLException {
        String found = row.getString(2);
        List<String> columns =
                found.equals("differs") ? List.of((String[]) row.getArray(3).getArray()) : List.of();
        return new RowDifference(row.getString(1), found, columns);
    }

    private static String each(List<String> columns, String pattern, String separator) {
        return columns.stream().map(pattern::formatted).collect(joining(separator));
    }
}
