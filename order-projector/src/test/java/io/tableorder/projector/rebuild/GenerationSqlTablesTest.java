package io.tableorder.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.table.Generation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

class GenerationSqlTablesTest {
    private static final Generation SECOND = Generation.ofNumber(2);

    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private GenerationSqlTables tables;

    @BeforeEach
    void migrate() {
        tables = new GenerationSqlTables(database.migrated().jdbc());
    }

    @Test
    void another_generation_has_the_columns_constraints_indexes_and_options_of_the_live_one() {
        tables.create(Generation.FIRST, SECOND);
        tables.createSecondaryIndexes(Generation.FIRST, SECOND);
        tables.createSecondaryIndexes(Generation.FIRST, SECOND);

        assertThat(description(SECOND)).hasSizeGreaterThan(100).isEqualTo(description(Generation.FIRST));
    }

    @Test
    void large_tables_get_their_secondary_indexes_later() {
        tables.create(Generation.FIRST, SECOND);

        assertThat(indexes(SECOND))
                .contains("orders_pkey", "parked_first")
                .doesNotContain("orders_by_time", "journal_chain");
    }

    @Test
    void what_a_view_shows_is_not_dropped() {
        assertThatThrownBy(() -> tables.drop(Generation.FIRST)).isInstanceOf(DataAccessException.class);
    }

    private static List<String> indexes(Generation generation) {
        return database.texts("SELECT indexname FROM pg_indexes WHERE schemaname = ?", generation.schema());
    }

    private static List<String> description(Generation generation) {
        return database.texts("""
                SELECT replace(line, ?, 'generation') FROM (
                    SELECT format('%s.%s %s %s %s', relname, attname, format_type(atttypid, atttypmod), attnotnull,
                           pg_get_expr(adbin, adrelid)) AS line, relnamespace
                    FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid
                    LEFT JOIN pg_attrdef d ON adrelid = c.oid AND adnum = attnum
                    WHERE attnum > 0 AND relkind IN ('r', 'p')
                    UNION ALL
                    SELECT format('%s %s %s %s', relname, relkind, reloptions, pg_get_partkeydef(c.oid)), relnamespace
                    FROM pg_class c WHERE relkind IN ('r', 'p', 'i', 'I')
                    UNION ALL
                    SELECT pg_get_indexdef(c.oid), relnamespace FROM pg_class c WHERE relkind IN ('i', 'I')
                    UNION ALL
                    SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), connamespace
                    FROM pg_constraint) AS all_of_it
                WHERE relnamespace = ?::regnamespace ORDER BY 1""", generation.schema(), generation.schema());
    }
}
