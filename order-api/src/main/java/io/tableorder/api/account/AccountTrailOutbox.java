package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.operability.health.LivenessCheck;
import io.tableorder.wire.Topics;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sends the account trail to Kafka, behind everybody's back: each chain's events in their order and without a gap. One that
 * Kafka took without saying so comes twice.
 */
@Component
final class AccountTrailOutbox extends BackgroundTask implements LivenessCheck {

    private static final Logger log = LoggerFactory.getLogger(AccountTrailOutbox.class);

    /** Between two looks for what is not sent yet: of this instance, or of one that died. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** While Kafka or PostgreSQL is away. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(5);

    /** Sent in one transaction, which has to be done well within the database's deadline. */
    private static final int MAXIMUM_SENT = 100;

    /** Kafka takes a record in milliseconds. A round that takes longer ends, and the next goes on. */
    private static final Duration ROUND = Duration.ofMillis(1_500);

    /** Removed at once of what is too old. */
    private static final int MAXIMUM_REMOVED = 10_000;

    /** Between two removals of what is too old, in rounds: some minutes. */
    private static final int ROUNDS_BETWEEN_PURGES = 300;

    /** This number is of the lock by which one instance of all sends at a time. */
    private static final long LOCK = 0x7461626c65_01L;

    private record Unpublished(String chainId, long sequence, String document) {}

    private final AccountDatabase database;
    private final AccountTrail trail;
    private final AccountRecords records;
    private final Clock clock;

    AccountTrailOutbox(AccountDatabase database, AccountTrail trail, AccountRecords records, Clock clock) {
        super("account-trail");
        this.database = database;
        this.trail = trail;
        this.records = records;
        this.clock = clock;
    }

    @Override
    void run() {
        for (int round = 1; !Thread.currentThread().isInterrupted(); round++) {
            try {
                Thread.sleep(isRoundDone(round) ? PAUSE : LONG_PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean isRoundDone(int round) {
        try {
            trail.appendWaiting();
            boolean taken = true;
            int sent;
            do {
                Round result = database.call(this::publish);
                sent = result.sent();
                taken = result.taken();
            } while (taken && sent == MAXIMUM_SENT);
            if (round % ROUNDS_BETWEEN_PURGES == 0) {
                database.call(this::purge);
            }
            return taken;
        } catch (RuntimeException away) {
            log.debug("The account trail waits: {}", away.toString());
            return false;
        }
    }

    /** @param taken false once Kafka has not taken one in time */
    private record Round(int sent, boolean taken) {}

    private Round publish(JdbcClient jdbc) {
        List<Unpublished> waiting = jdbc.sql("""
                        SELECT chain_id, sequence, document FROM accounts.trail
                        WHERE NOT published AND pg_try_advisory_xact_lock(:lock)
                        ORDER BY chain_id, sequence LIMIT :maximum
                        """)
                .param("lock", LOCK)
                .param("maximum", MAXIMUM_SENT)
                .query((row, _) -> new Unpublished(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
        long end = System.nanoTime() + ROUND.toNanos();
        int sent = 0;
        for (Unpublished next : waiting) {
            // One after the other: behind one that Kafka did not take, nothing of its chain may be there.
            if (!isWritten(next, end - System.nanoTime())) {
                log.warn("Kafka does not take the account trail; {} events wait at least", waiting.size() - sent);
                return new Round(sent, false);
            }
            jdbc.sql("UPDATE accounts.trail SET published = true WHERE chain_id = ? AND sequence = ?")
                    .params(next.chainId(), next.sequence())
                    .update();
            sent++;
        }
        return new Round(sent, true);
    }

    private boolean isWritten(Unpublished event, long nanos) {
        return isTaken(records.write(event.chainId(), event.document().getBytes(UTF_8)), Duration.ofNanos(nanos));
    }

    private int purge(JdbcClient jdbc) {
        return jdbc.sql("""
                        DELETE FROM accounts.trail WHERE (chain_id, sequence) IN (
                            SELECT chain_id, sequence FROM accounts.trail
                            WHERE happened_at < ? AND published ORDER BY happened_at LIMIT ?)
                        """)
                .params(Timestamp.from(clock.instant().minus(Topics.ACCOUNTS_KEPT)), MAXIMUM_REMOVED)
                .update();
    }

    @Override
    public boolean isAlive() {
        return hasNotEnded();
    }
}
