package io.tableorder.projector.rebuild;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes what queries are using: each try waits for those under way for a moment only, since new ones wait behind it. */
public final class BriefLock {
    /** This says how long queries may have to wait behind this, while this waits for an open transaction. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final Duration PAUSE = Duration.ofMillis(200);
    /**
     * The attempts last half a minute, longer than any query, so what is in the way then is a transaction left open.
     */
    private static final int ATTEMPTS = 60;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    public BriefLock(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Runs the change in a transaction of its own, from the start again when a lock is not to be had.
     *
     * @return false when a transaction left open holds it
     */
    public boolean perform(Runnable change) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (tryOnce(change)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private boolean tryOnce(Runnable change) {
        try {
            transactions.executeWithoutResult(_ -> {
                jdbc.execute("SET LOCAL lock_timeout = " + PATIENCE.toMillis());
                change.run();
            });
            return true;
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
