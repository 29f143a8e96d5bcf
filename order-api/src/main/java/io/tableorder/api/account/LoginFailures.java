package io.tableorder.api.account;

import io.tableorder.api.settings.LoginSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Failures in a row, by whatever they are counted by; in the database, so of all instances together. */
@Component
final class LoginFailures {

    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);

    private final AccountDatabase database;
    private final Duration lock;
    private final Clock clock;
    private final AtomicLong lastPurge = new AtomicLong(Long.MIN_VALUE);

    LoginFailures(AccountDatabase database, LoginSettings settings, Clock clock) {
        this.database = database;
        this.lock = settings.lock();
        this.clock = clock;
    }

    /** Returns how long the key is locked from now on; empty if it is not. */
    Optional<Duration> lockOf(String key) {
        Instant now = clock.instant();
        return database.call(jdbc -> lockedUntil(jdbc, key, now)).map(until -> left(now, until));
    }

    /**
     * Counts an attempt as a failure before it is made, so that of many at once no more than the maximum get through.
     *
     * @return how long the key is locked, and nothing is counted; empty if the attempt may be made
     */
    Optional<Duration> count(String key, String nameHash, int maximum) {
        Instant now = clock.instant();
        return database.call(jdbc -> {
            purge(jdbc, now);
            // The row is locked from here on, and with it whoever else counts by this key.
            insertIfMissing(jdbc, key, nameHash, now);
            Optional<Instant> until = lockedUntil(jdbc, key, now);
            if (until.isEmpty()) {
                count(jdbc, key, now, maximum);
            }
            return until.map(end -> left(now, end));
        });
    }

    private static Duration left(Instant now, Instant until) {
        return Duration.between(now, until).plusSeconds(1);
    }

    private static Optional<Instant> lockedUntil(JdbcClient jdbc, String key, Instant now) {
        return jdbc.sql("SELECT locked_until FROM accounts.login_failures WHERE login_hash = ? AND locked_until > ?")
                .params(key, Timestamp.from(now))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private static void insertIfMissing(JdbcClient jdbc, String key, String nameHash, Instant now) {
        jdbc.sql("""
                        INSERT INTO accounts.login_failures (login_hash, name_hash, failures, last_failure)
                        VALUES (?, ?, 0, ?)
                        ON CONFLICT (login_hash) DO UPDATE SET name_hash = excluded.name_hash
                        """).params(key, nameHash, Timestamp.from(now)).update();
    }

    /** A failure counts as in a row with the one before unless a whole lock's time lies between them. */
    private void count(JdbcClient jdbc, String key, Instant now, int maximum) {
        jdbc.sql("""
                        UPDATE accounts.login_failures f SET
                            failures = n.failures,
                            last_failure = :now,
                            locked_until = CASE WHEN n.failures >= :maximum THEN CAST(:until AS timestamptz) END
                        FROM (SELECT login_hash,
                                     CASE WHEN last_failure < :forgotten THEN 1 ELSE failures + 1 END AS failures
                              FROM accounts.login_failures WHERE login_hash = :key) n
                        WHERE f.login_hash = n.login_hash
                        """)
                .param("key", key)
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(lock)))
                .param("until", Timestamp.from(now.plus(lock)))
                .param("maximum", maximum)
                .update();
    }

    /** The attempt that was counted last was none. */
    void uncount(String key) {
        database.call(jdbc -> jdbc.sql("""
                        UPDATE accounts.login_failures SET failures = greatest(failures - 1, 0), locked_until = NULL
                        WHERE login_hash = ?
                        """).param(key).update());
    }

    void forget(String key) {
        database.call(jdbc -> jdbc.sql("DELETE FROM accounts.login_failures WHERE login_hash = ?")
                .param(key)
                .update());
    }

    /** Unlocks a name for everybody. */
    void forgetName(String nameHash) {
        database.call(jdbc -> jdbc.sql("DELETE FROM accounts.login_failures WHERE name_hash = ?")
                .param(nameHash)
                .update());
    }

    private void purge(JdbcClient jdbc, Instant now) {
        long last = lastPurge.get();
        long millis = now.toEpochMilli();
        if (millis - PURGE_EVERY.toMillis() > last && lastPurge.compareAndSet(last, millis)) {
            jdbc.sql("DELETE FROM accounts.login_failures WHERE last_failure < ?")
                    .param(Timestamp.from(now.minus(lock)))
                    .update();
        }
    }
}
