package io.tableorder.projector.rebuild;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** Transactions that see the database as it was: what has just been committed is not there for them. */
public final class OlderSnapshots {
    /** Queries have a deadline of 5 s; what is older then is a backup or forgotten. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration CHECK = Duration.ofMillis(20);

    private static final String OLDER_SNAPSHOTS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid()
              AND age(backend_xmin) > age(?::text::xid)""";

    private OlderSnapshots() {}

    /**
     * Returns when everybody sees what is committed by now; not to be called within a transaction.
     *
     * @param patience usually {@link #PATIENCE}
     * @return false when some would take too long to end
     */
    public static boolean awaitEnd(JdbcTemplate jdbc, Duration patience) {
        String now = jdbc.queryForObject("SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text", String.class);
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Integer older = jdbc.queryForObject(OLDER_SNAPSHOTS, Integer.class, now);
            if (older != null && older == 0) {
                return true;
            }
            LockSupport.parkNanos(CHECK.toNanos());
        }
        return false;
    }
}
