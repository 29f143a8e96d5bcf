package io.tableorder.api.query;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.database.DatabaseCalls;
import io.tableorder.operability.error.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the read models as queries use them: one moment per answer, and an answer in time. */
@Component
final class ReadModels {
    /** The slowest honest query, a month's numbers of a busy store, takes a tenth of it. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    /**
     * A query waits this long for another to end, when there are as many as connections. Whoever waits longer is told
     * so without having cost anything: a query given up while it runs costs its connection, and a new one costs more
     * than ten queries, so that a crowd in the pool's own queue would keep itself waiting for ever.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Connections that queries leave to logins and accounts, which use other tables and the same pool. */
    private static final int LEFT_TO_ACCOUNTS = 4;

    /** A query that takes longer waits for a lock, or PostgreSQL is away. Who waits for a share learns of it before giving up. */
    private static final Duration SLOW = Duration.ofMillis(500);

    /** A query that was slow says so long that the next will be, too. */
    private static final Duration STAYS_SLOW = Duration.ofSeconds(5);

    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private volatile long latestSlowNanos = System.nanoTime() - STAYS_SLOW.toNanos();
    private final TransactionTemplate snapshot;
    private final DatabaseCalls calls;

    ReadModels(PlatformTransactionManager transactions, HikariDataSource pool) {
        this.calls = new DatabaseCalls(
                new DatabaseCalls.Bounds("query", atOnce(pool.getMaximumPoolSize()), PATIENCE, DEADLINE),
                ApiText.QUERIES_AWAY);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        // A board is several queries; an event between two of them must not show in half of it.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Returns at least half of a small pool. */
    static int atOnce(int connections) {
        return Math.max(connections - LEFT_TO_ACCOUNTS, (connections + 1) / 2);
    }

    /**
     * Runs a query against one moment of the read models, on another thread.
     *
     * @throws ProblemException 503 when PostgreSQL is away, too busy or not migrated
     */
    <T> T read(Supplier<T> query) {
        UnderWay own = new UnderWay();
        underWay.add(own);
        try {
            return calls.call(() -> snapshot.execute(_ -> query.get()));
        } finally {
            underWay.remove(own);
            if (own.isSlowAt(System.nanoTime())) {
                latestSlowNanos = System.nanoTime();
            }
        }
    }

    /** Returns true while queries take so long that their number is not their callers' doing. */
    boolean areSlow() {
        long now = System.nanoTime();
        return now - latestSlowNanos < STAYS_SLOW.toNanos() || underWay.stream().anyMatch(query -> query.isSlowAt(now));
    }

    /** A query under way is known by its identity alone. */
    private static final class UnderWay {

        private final long startedNanos = System.nanoTime();

        boolean isSlowAt(long now) {
            return now - startedNanos > SLOW.toNanos();
        }
    }
}
