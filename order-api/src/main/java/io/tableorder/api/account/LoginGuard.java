package io.tableorder.api.account;

import io.tableorder.api.settings.LoginSettings;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: after LOGIN_MAX_FAILURES wrong attempts in a row at one name, that name is locked for
 * LOGIN_LOCK_MINUTES, whether or not it exists. Counted in the database, so by all instances together.
 */
@Component
final class LoginGuard {

    private static final Logger log = LoggerFactory.getLogger(LoginGuard.class);

    /** Attempts at one name go one after the other, so that a burst of guesses cannot all pass the check at once. */
    private static final int STRIPES = 64;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);

    private final AccountDatabase database;
    private final LoginSettings settings;
    private final Clock clock;
    private final ReentrantLock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);
    private final AtomicLong lastPurge = new AtomicLong(Long.MIN_VALUE);

    LoginGuard(AccountDatabase database, LoginSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param verify gives what the login opens; empty for a wrong one
     * @throws ProblemException 401 for a wrong one, saying no more; 429 while locked
     */
    <T> T attempt(LoginName name, Supplier<Optional<T>> verify) {
        ReentrantLock stripe = stripes[Math.floorMod(name.hashCode(), STRIPES)];
        lock(stripe);
        try {
            String hash = name.hash();
            requireUnlocked(hash);
            Optional<T> opened = verify.get();
            if (opened.isPresent()) {
                database.call(jdbc -> forget(jdbc, hash));
                return opened.get();
            }
            recordFailure(hash);
            throw new ProblemException(ErrorCode.AUTH_ERROR, ApiText.LOGIN_WRONG);
        } finally {
            stripe.unlock();
        }
    }

    private static void lock(ReentrantLock stripe) {
        try {
            if (!stripe.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.unavailable(ApiText.LOGINS_BUSY, Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(ApiText.LOGINS_BUSY, Duration.ofSeconds(2));
        }
    }

    private void requireUnlocked(String hash) {
        Instant now = clock.instant();
        Optional<Timestamp> lockedUntil = database.call(jdbc -> jdbc.sql(
                        "SELECT locked_until FROM accounts.login_failures WHERE login_hash = ? AND locked_until > ?")
                .params(hash, Timestamp.from(now))
                .query(Timestamp.class)
                .optional());
        if (lockedUntil.isPresent()) {
            Duration left = Duration.between(now, lockedUntil.get().toInstant()).plusSeconds(1);
            throw new ProblemException(Problem.of(
                            ErrorCode.TOO_MANY_ATTEMPTS,
                            ApiText.LOGIN_LOCKED.with(settings.maximumFailures(), left.toSeconds()))
                    .withRetryAfter(left));
        }
    }

    private static int forget(JdbcClient jdbc, String hash) {
        return jdbc.sql("DELETE FROM accounts.login_failures WHERE login_hash = ?")
                .param(hash)
                .update();
    }

    /** A failure counts as in a row with the one before unless a whole lock's time lies between them. */
    private void recordFailure(String hash) {
        Instant now = clock.instant();
        Timestamp forgotten = Timestamp.from(now.minus(settings.lock()));
        int failures = database.call(jdbc -> {
            purge(jdbc, now, forgotten);
            return jdbc.sql("""
                            INSERT INTO accounts.login_failures AS f (login_hash, failures, last_failure, locked_until)
                            VALUES (:hash, 1, :now, CASE WHEN :maximum = 1 THEN CAST(:until AS timestamptz) END)
                            ON CONFLICT (login_hash) DO UPDATE SET
                                failures = CASE WHEN f.last_failure < :forgotten THEN 1 ELSE f.failures + 1 END,
                                last_failure = :now,
                                locked_until = CASE
                                    WHEN (CASE WHEN f.last_failure < :forgotten THEN 1 ELSE f.failures + 1 END)
                                        >= :maximum THEN CAST(:until AS timestamptz) END
                            RETURNING failures
                            """)
                    .param("hash", hash)
                    .param("now", Timestamp.from(now))
                    .param("forgotten", forgotten)
                    .param("until", Timestamp.from(now.plus(settings.lock())))
                    .param("maximum", settings.maximumFailures())
                    .query(Integer.class)
                    .single();
        });
        if (failures >= settings.maximumFailures()) {
            log.warn("A login was locked for {} after {} failures", settings.lock(), failures);
        }
    }

    private void purge(JdbcClient jdbc, Instant now, Timestamp forgotten) {
        long last = lastPurge.get();
        long millis = now.toEpochMilli();
        if (millis - PURGE_EVERY.toMillis() > last && lastPurge.compareAndSet(last, millis)) {
            jdbc.sql("DELETE FROM accounts.login_failures WHERE last_failure < ?")
                    .param(forgotten)
                    .update();
        }
    }
}
