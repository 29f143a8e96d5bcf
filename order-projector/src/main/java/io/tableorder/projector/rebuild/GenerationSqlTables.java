package io.tableorder.projector.rebuild;

import io.tableorder.projector.table.Generation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes a generation's SQL tables and indexes as the live one has them according to PostgreSQL's own catalogue: the
 * migrations are the only place that says how they look.
 */
final class GenerationSqlTables {
    /**
     * These SQL tables have a row for nearly every event. Their secondary indexes are built faster at once than row by
     * row.
     */
    private static final Set<String> LARGE = Set.of("journal", "orders", "order_items", "sessions");

    /** The months of a partitioned SQL table are not among them: the projection makes those that its events need. */
    private static final String TABLES = """
            SELECT relname AS name, array_to_string(reloptions, ', ') AS options, pg_get_partkeydef(oid) AS partitioned_by
            FROM pg_class WHERE relnamespace = ?::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            ORDER BY relname""";

    private static final String CONSTRAINTS = """
            SELECT format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', ?::text, relname, conname, pg_get_constraintdef(o.oid))
            FROM pg_constraint o JOIN pg_class c ON c.oid = conrelid
            WHERE relnamespace = ?::regnamespace AND contype IN ('p', 'u', 'x') AND NOT relispartition
            ORDER BY relname, conname""";
    private static final String INDEXES = """
            SELECT t.relname AS name, pg_get_indexdef(indexrelid) AS definition
            FROM pg_index JOIN pg_class t ON t.oid = indrelid
            WHERE relnamespace = ?::regnamespace AND NOT relispartition
              AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
            ORDER BY indexrelid::regclass::text""";

    private record SqlTableShape(
            String name, @Nullable String options, @Nullable String partitionedBy) {}

    private record Definition(String name, String sql) {}

    private final JdbcTemplate jdbc;

    GenerationSqlTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<String> names(Generation generation) {
        return tables(generation).stream().map(SqlTableShape::name).toList();
    }

    /** Makes all but the secondary indexes of the large SQL tables. */
    void create(Generation model, Generation created) {
        jdbc.execute("CREATE SCHEMA " + created.schema());
        tables(model).forEach(table -> jdbc.execute(creation(table, model, created)));
        jdbc.queryForList(CONSTRAINTS, String.class, created.schema(), model.schema())
                .forEach(jdbc::execute);
        indexes(model).stream()
                .filter(index -> !LARGE.contains(index.name()))
                .forEach(index -> createIndex(index, model, created));
    }

    /** Those left out at first; nothing happens to those that are there. */
    void createSecondaryIndexes(Generation model, Generation created) {
        indexes(model).forEach(index -> createIndex(index, model, created));
    }

    /** Fresh tables have no statistics, and the first queries would get plans for empty ones. */
    void analyze(Generation generation) {
        names(generation).forEach(table -> jdbc.execute("ANALYZE " + generation.schema() + "." + table));
    }

    /** Refused by PostgreSQL while a view shows it. */
    void drop(Generation generation) {
        names(generation).forEach(table -> jdbc.execute("DROP TABLE " + generation.schema() + "." + table));
        jdbc.execute("DROP SCHEMA " + generation.schema() + " RESTRICT");
    }

    private List<SqlTableShape> tables(Generation generation) {
        return jdbc.query(
                TABLES,
                (row, _) -> new SqlTableShape(
                        Objects.requireNonNull(row.getString("name")),
                        row.getString("options"),
                        row.getString("partitioned_by")),
                generation.schema());
    }

    private static String creation(SqlTableShape table, Generation model, Generation created) {
        return "CREATE TABLE %s.%s (LIKE %s.%s INCLUDING ALL EXCLUDING INDEXES)"
                        .formatted(created.schema(), table.name(), model.schema(), table.name())
                + (table.partitionedBy() == null ? "" : " PARTITION BY " + table.partitionedBy())
                + (table.options() == null ? "" : " WITH (" + table.options() + ")");
    }

    private List<Definition> indexes(Generation generation) {
        return jdbc.query(
                INDEXES,
                (row, _) -> new Definition(
                        Objects.requireNonNull(row.getString("name")),
                        Objects.requireNonNull(row.getString("definition"))),
                generation.schema());
    }

    /** The catalogue shows a partitioned SQL table without its months; they get theirs with it here. */
    private void createIndex(Definition index, Generation model, Generation created) {
        jdbc.execute(inSchema(index.sql(), model, created)
                .replaceFirst(" INDEX ", " INDEX IF NOT EXISTS ")
                .replaceFirst(" ON ONLY ", " ON "));
    }

    private static String inSchema(String sql, Generation from, Generation to) {
        return sql.replaceAll("\\b" + Pattern.quote(from.schema() + "."), Matcher.quoteReplacement(to.schema() + "."));
    }
}
