package io.tableorder.projector.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.projector.RandomStore;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DuplicateKeyException;

/** An installation that has been running with one table, and has a second generation under way, gets months. */
class JournalByMonthMigrationTest {
    private static final String CONTENT = "SELECT md5(string_agg(j::text, '' ORDER BY log_offset)) FROM %s j";

    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private final StoreLog.Partition partition = new StoreLog.Partition(0);

    @Test
    void every_generations_rows_are_moved_and_the_view_shows_what_it_did() {
        RandomStore store = new RandomStore(StoreLog.opened("store", partition), 7);
        for (int month = 0; month < 3; month++) {
            IntStream.range(0, 40).forEach(_ -> store.happen());
            store.log().pass(Duration.ofDays(31));
        }
        givenAJournalInOneTable();
        String before = database.texts(CONTENT.formatted("orders.journal")).getFirst();
        List<String> columns = columns();

        flyway("latest").migrate();

        assertThat(database.texts(CONTENT.formatted("orders.journal"))).containsExactly(before);
        assertThat(database.texts(CONTENT.formatted("orders_g2.journal"))).containsExactly(before);
        assertThat(columns()).isEqualTo(columns);
        for (String schema : List.of("orders_g1", "orders_g2")) {
            assertThat(database.texts("""
                            SELECT relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
                            WHERE inhparent = to_regclass(? || '.journal') ORDER BY 1""", schema))
                    .containsExactly("journal_2026_03", "journal_2026_04", "journal_2026_05");
            assertThat(database.texts("SELECT to_regclass(? || '.journal_in_one')::text", schema))
                    .containsOnlyNulls();
            assertThatThrownBy(() -> database.jdbc()
                            .update("INSERT INTO %s.journal SELECT * FROM public.kept LIMIT 1".formatted(schema)))
                    .isInstanceOf(DuplicateKeyException.class);
        }
        store.happen();
        Projection projection = database.projection();
        var _ = projection.apply(
                0, projection.position(0), partition.from(partition.records().size() - 1));
    }

    @Test
    void where_journals_start_is_kept_and_instances_of_the_version_before_can_read_it() {
        database.jdbc().execute("DROP SCHEMA IF EXISTS orders, orders_g1, orders_g2 CASCADE");
        flyway("7").migrate();
        database.jdbc()
                .update("INSERT INTO orders.journal_floor VALUES ('former', 3, 41, 7, 'hash', '2026-03-31 23:59:59Z')");

        flyway("latest").migrate();

        String start = "SELECT store_id || ' ' || log_partition || '-' || log_offset || ' ' || sequence FROM orders.";
        assertThat(database.texts(start + "journal_start")).containsExactly("former 3-41 7");
        assertThat(database.texts(start + "journal_floor")).containsExactly("former 3-41 7");
        database.jdbc().execute("DROP SCHEMA orders, orders_g1 CASCADE");
    }

    /** Those that the SQL table has now: later migrations have added some to the rows that were kept. */
    private static String columnsOf(String table) {
        return database.texts(
                        "SELECT string_agg(column_name, ', ') FROM information_schema.columns"
                                + " WHERE table_schema = 'orders_g1' AND table_name = ?",
                        table)
                .getFirst();
    }

    private void givenAJournalInOneTable() {
        Projection projection = database.migrated().projection();
        var _ = projection.apply(0, projection.position(0), partition.records());
        List<String> rest = List.of("stores", "store_heads", "tables", "sessions", "orders", "projection_position");
        database.jdbc().execute("CREATE TABLE public.kept AS SELECT * FROM orders_g1.journal");
        rest.forEach(table -> database.jdbc()
                .execute("CREATE TABLE public.kept_%1$s AS SELECT * FROM orders_g1.%1$s".formatted(table)));
        database.jdbc().execute("DROP SCHEMA orders, orders_g1 CASCADE");
        flyway("5").migrate();
        rest.forEach(table -> database.jdbc()
                .execute("INSERT INTO orders_g1.%1$s (%2$s) SELECT %2$s FROM public.kept_%1$s"
                        .formatted(table, columnsOf(table))));
        database.jdbc().execute("""
                INSERT INTO orders_g1.journal SELECT * FROM public.kept;
                CREATE SCHEMA orders_g2;
                CREATE TABLE orders_g2.journal (LIKE orders_g1.journal INCLUDING ALL EXCLUDING INDEXES);
                ALTER TABLE orders_g2.journal ADD CONSTRAINT journal_pkey PRIMARY KEY (log_partition, log_offset);
                INSERT INTO orders_g2.journal SELECT * FROM public.kept;
                INSERT INTO orders.generations (schema, state, why) VALUES ('orders_g2', 'building', 'a test')""");
    }

    private static List<String> columns() {
        return database.texts("""
                SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute
                WHERE attrelid = 'orders.journal'::regclass AND attnum > 0 ORDER BY attnum""");
    }

    private static Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .schemas("orders")
                .locations("classpath:db/projection")
                .target(target)
                .load();
    }
}
