package io.tableorder.projector.rebuild;

import io.tableorder.projector.table.Generation;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the views that queries know. Each is replaced by itself, never two in one transaction: whoever reads several of
 * them in any order can then be waited for, but never be in a deadlock with this.
 */
final class QueryViews {
    /** Keeps the text of views that show one generation only; that of others was kept when they still did. */
    private static final String KEEP_DEFINITIONS = """
            INSERT INTO orders.view_definitions (view_name, definition)
            SELECT viewname, rtrim(regexp_replace(definition, 'orders_g[0-9]+\\.', 'generation.', 'g'), ';') FROM pg_views
            WHERE schemaname = 'orders'
              AND (SELECT count(DISTINCT m) FROM regexp_matches(definition, 'orders_g[0-9]+\\.', 'g') AS m) = 1
            ON CONFLICT (view_name) DO UPDATE SET definition = EXCLUDED.definition""";

    private static final String CHOOSING = """
            SELECT count(*) FROM pg_views WHERE schemaname = 'orders'
              AND (SELECT count(DISTINCT m) FROM regexp_matches(definition, 'orders_g[0-9]+\\.', 'g') AS m) > 1""";
    private static final String DEFINITIONS =
            "SELECT view_name, definition FROM orders.view_definitions ORDER BY view_name";
    private static final String IF_LIVE = """
            SELECT * FROM (%s) AS either WHERE (SELECT schema FROM orders.generations WHERE state = 'live') = '%s'""";

    private record View(String name, String definition) {}

    private final JdbcTemplate jdbc;
    private final BriefLock lock;

    QueryViews(RebuildDatabase database) {
        this.jdbc = database.jdbc();
        this.lock = new BriefLock(database.jdbc(), database.transactions());
    }

    /**
     * Lets each query see the one that is live in its own snapshot. Of the other nothing is read: PostgreSQL evaluates the
     * condition once, before it begins.
     */
    void showWhicheverIsLive(Generation one, Generation other) {
        for (View view : views()) {
            if (!replace(view, ifLive(view, one) + " UNION ALL " + ifLive(view, other))) {
                throw new RebuildFailedException(
                        "The view orders.%s is held by a transaction left open: end it (pg_locks names it)"
                                .formatted(view.name()));
            }
        }
    }

    private static String ifLive(View view, Generation generation) {
        return IF_LIVE.formatted(generation.sql(view.definition()), generation.schema());
    }

    /** Mends the views after a switch that was not brought to its end, for example by a crash. */
    boolean areChoosing() {
        Integer choosing = jdbc.queryForObject(CHOOSING, Integer.class);
        return choosing != null && choosing > 0;
    }

    /**
     * Shows one generation; to be called when no snapshot is left in which another one is live.
     *
     * @return false when a transaction left open holds one of them
     */
    boolean show(Generation live) {
        return views().stream().allMatch(view -> replace(view, live.sql(view.definition())));
    }

    private List<View> views() {
        jdbc.update(KEEP_DEFINITIONS);
        return jdbc.query(
                DEFINITIONS,
                (row, _) ->
                        new View(Objects.requireNonNull(row.getString(1)), Objects.requireNonNull(row.getString(2))));
    }

    private boolean replace(View view, String definition) {
        return lock.perform(() -> jdbc.execute("CREATE OR REPLACE VIEW orders." + view.name() + " AS " + definition));
    }
}
