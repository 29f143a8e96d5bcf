package io.tableorder.projector.retention;

import io.tableorder.projector.rebuild.BriefLock;
import io.tableorder.projector.rebuild.OlderSnapshots;
import io.tableorder.projector.rebuild.RebuildLock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops the journal's months before one given, in all generations. First the stores' starts are set, which is when readers
 * cease to rely on what is below; then, when nobody sees the database without them, the tables go. Interrupted in between,
 * it goes on with the next start.
 */
public final class JournalRetention {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRetention.class);

    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final JournalMonthSqlTables months;

    public JournalRetention(DataSource database) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        this.months = new JournalMonthSqlTables(jdbc);
    }

    /**
     * Refuses to run while a rebuild runs.
     *
     * @param before the first month that stays
     * @param dryRun whether to do everything but change anything
     * @return the months that are dropped, or would be
     * @throws RetentionRefusedException when something still needs one of them, or is in the way
     */
    public List<MonthSqlTable> run(YearMonth before, boolean dryRun) {
        try (RebuildLock _ = RebuildLock.take(database)) {
            OffsetDateTime end = before.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
            List<MonthSqlTable> old = months.before(before);
            if (old.isEmpty()) {
                return old;
            }
            new JournalNeeds(jdbc).requireNone(months.generations(), before, end);
            transactions.executeWithoutResult(status -> {
                months.moveStarts(end);
                months.requireNothingOutOfStep(end);
                if (dryRun) {
                    status.setRollbackOnly();
                }
            });
            if (!dryRun) {
                drop(old, end);
                LOG.info("Dropped the journal before {}: {}", before, old);
            }
            return old;
        }
    }

    private void drop(List<MonthSqlTable> old, OffsetDateTime end) {
        boolean dropped = OlderSnapshots.awaitEnd(jdbc, OlderSnapshots.PATIENCE)
                && new BriefLock(jdbc, transactions).perform(() -> {
                    months.lock();
                    // What came in since the starts were set would be lost with its month.
                    months.requireNothingOutOfStep(end);
                    old.forEach(month -> jdbc.execute("DROP TABLE " + month.name()));
                });
        if (!dropped) {
            throw new RetentionRefusedException(
                    "A transaction left open, a backup perhaps, still reads the journal (see"
                            + " pg_stat_activity). Nothing else does any more; the tables go when this is run again after it");
        }
    }
}
