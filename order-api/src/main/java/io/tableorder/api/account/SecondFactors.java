package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.trail.AccountEventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the second factors: codes from an app on somebody's phone, and recovery codes for when it is lost. A code is taken once.
 * A secret goes out when it is made, and never again.
 */
@Component
final class SecondFactors {

    /** Somebody has the page open and the phone in their hand. */
    static final Duration PENDING = Duration.ofMinutes(15);

    /**
     * So many wrong codes in a row, from wherever and however long it takes; past it recovery codes alone are taken. Three
     * of a million codes are right at any time, so whoever has the password gets in by guessing once in 3,000 accounts.
     */
    static final int MAXIMUM_WRONG = 100;

    private static final String ISSUER = "Table Order";

    private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);

    /** What a code has come to. */
    enum Verdict {
        PASSED,
        WRONG,
        /** After too many wrong ones. */
        BLOCKED
    }

    /** @param addedAt absent without a second factor */
    record State(@Nullable Instant addedAt, int recoveryCodesLeft) {}

    /**
     * A secret that waits for its first code.
     *
     * @param secret as it is typed into an app
     * @param uri the same for an app that reads a QR code
     */
    record Begun(String secret, String uri, Instant expiresAt) {

        @Override
        public String toString() {
            return "Begun[secret=***, expiresAt=" + expiresAt + "]";
        }
    }

    private record Row(byte @Nullable [] sealed, long lastStep, int wrongCodes, byte @Nullable [] pending) {}

    private final AccountDatabase database;
    private final FactorSecrets secrets;
    private final AccountTrail trail;
    private final Clock clock;

    SecondFactors(AccountDatabase database, FactorSecrets secrets, AccountTrail trail, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.trail = trail;
        this.clock = clock;
    }

    State state(String accountId) {
        return database.call(jdbc -> new State(
                jdbc.sql("SELECT added_at FROM accounts.second_factors WHERE account_id = ? AND added_at IS NOT NULL")
                        .param(accountId)
                        .query(Timestamp.class)
                        .optional()
                        .map(Timestamp::toInstant)
                        .orElse(null),
                RecoveryCodes.left(jdbc, accountId)));
    }

    /** Makes a secret that becomes the account's with its first code; until then one that is there stays. */
    Begun begin(StaffAccount account, Origin origin) {
        byte[] secret = Totp.newSecret();
        Instant until = clock.instant().plus(PENDING);
        database.call(jdbc -> {
            jdbc.sql("""
                            INSERT INTO accounts.second_factors (account_id, pending_secret, pending_until) VALUES (?, ?, ?)
                            ON CONFLICT (account_id) DO UPDATE
                            SET pending_secret = excluded.pending_secret, pending_until = excluded.pending_until
                            """)
                    .params(account.accountId(), secrets.seal(account.accountId(), secret), Timestamp.from(until))
                    .update();
            trail.append(jdbc, TrailEntry.of(AccountEventType.SECOND_FACTOR_BEGUN, origin, account));
            return true;
        });
        String place = account.storeId() == null ? account.chainId() : account.storeId();
        String label = place.isEmpty() ? account.username() : account.username() + "@" + place;
        return new Begun(Totp.text(secret), Totp.uri(secret, ISSUER, label), until);
    }

    /**
     * Makes the secret that was begun the account's, if this is its code, which is not taken again.
     *
     * @return new recovery codes; empty for another code
     * @throws ProblemException 409 if none was begun, or too long ago
     */
    Optional<List<String>> confirm(StaffAccount account, Secret code, Origin origin) {
        String accountId = account.accountId();
        Instant now = clock.instant();
        return database.call(jdbc -> {
            byte[] sealed = row(jdbc, accountId, now)
                    .map(Row::pending)
                    .orElseThrow(() -> new ProblemException(ErrorCode.CONFLICT, ApiText.SECOND_FACTOR_NOT_BEGUN));
            OptionalLong step = secrets.open(accountId, sealed)
                    .map(opened -> Totp.step(opened.secret(), ReadableCode.plain(code.reveal()), now, 0))
                    .orElse(OptionalLong.empty());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            jdbc.sql("""
                            UPDATE accounts.second_factors SET secret = pending_secret, added_at = ?, last_step = ?,
                                wrong_codes = 0, pending_secret = NULL, pending_until = NULL
                            WHERE account_id = ?
                            """)
                    .params(Timestamp.from(now), step.getAsLong(), accountId)
                    .update();
            List<String> codes = RecoveryCodes.make(jdbc, accountId);
            trail.append(jdbc, TrailEntry.of(AccountEventType.SECOND_FACTOR_ADDED, origin, account));
            return Optional.of(codes);
        });
    }

    /** Takes a code of the account's second factor, or one of its recovery codes. Of two who show the same, one passes. */
    Verdict check(StaffAccount account, Secret code, Origin origin) {
        String accountId = account.accountId();
        String plain = ReadableCode.plain(code.reveal());
        Instant now = clock.instant();
        return database.call(jdbc -> {
            Row row = row(jdbc, accountId, now)
                    .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SECOND_FACTOR));
            if (!Totp.isCode(plain)) {
                return checkRecovery(jdbc, account, plain, origin);
            }
            if (row.wrongCodes() >= MAXIMUM_WRONG) {
                return Verdict.BLOCKED;
            }
            OptionalLong step = step(accountId, row, plain, now);
            if (step.isEmpty()) {
                jdbc.sql("UPDATE accounts.second_factors SET wrong_codes = wrong_codes + 1 WHERE account_id = ?")
                        .param(accountId)
                        .update();
                return Verdict.WRONG;
            }
            taken(jdbc, accountId, step.getAsLong());
            return Verdict.PASSED;
        });
    }

    private Verdict checkRecovery(JdbcClient jdbc, StaffAccount account, String plain, Origin origin) {
        if (!RecoveryCodes.take(jdbc, account.accountId(), plain)) {
            return Verdict.WRONG;
        }
        taken(jdbc, account.accountId(), 0);
        trail.append(jdbc, TrailEntry.of(AccountEventType.RECOVERY_CODE_USED, origin, account));
        return Verdict.PASSED;
    }

    private static void taken(JdbcClient jdbc, String accountId, long step) {
        jdbc.sql("""
                        UPDATE accounts.second_factors SET wrong_codes = 0, last_step = greatest(last_step, ?)
                        WHERE account_id = ?
                        """).params(step, accountId).update();
    }

    private OptionalLong step(String accountId, Row row, String plain, Instant now) {
        if (row.sealed() == null) {
            return OptionalLong.empty();
        }
        Optional<FactorSecrets.Opened> opened = secrets.open(accountId, row.sealed());
        if (opened.isEmpty()) {
            log.warn(
                    "No key opens the second factor of account_id={}: SECRET_KEY changed without SECRET_KEY_PREVIOUS."
                            + " It takes recovery codes, or is reset",
                    accountId);
            return OptionalLong.empty();
        }
        return Totp.step(opened.get().secret(), plain, now, row.lastStep());
    }

    List<String> renewRecoveryCodes(StaffAccount account, Origin origin) {
        return database.call(jdbc -> {
            List<String> codes = RecoveryCodes.make(jdbc, account.accountId());
            trail.append(jdbc, TrailEntry.of(AccountEventType.RECOVERY_CODES_MADE, origin, account));
            return codes;
        });
    }

    void remove(StaffAccount account, Origin origin) {
        database.call(jdbc -> {
            delete(jdbc, account.accountId());
            trail.append(jdbc, TrailEntry.of(AccountEventType.SECOND_FACTOR_REMOVED, origin, account));
            return true;
        });
    }

    /** Removes the factor with all of its codes, in the transaction of whoever asks. */
    static void delete(JdbcClient jdbc, String accountId) {
        jdbc.sql("DELETE FROM accounts.second_factors WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    /** Encrypts with SECRET_KEY what was encrypted with the one before, so that it can go. */
    void renewKeys() {
        record Sealed(String accountId, byte[] secret) {}
        List<Sealed> all = database.call(
                jdbc -> jdbc.sql("SELECT account_id, secret FROM accounts.second_factors WHERE secret IS NOT NULL")
                        .query((row, _) -> new Sealed(row.getString(1), row.getBytes(2)))
                        .list());
        for (Sealed sealed : all) {
            secrets.open(sealed.accountId(), sealed.secret())
                    .filter(FactorSecrets.Opened::isOld)
                    .ifPresent(opened -> renewKey(sealed.accountId(), sealed.secret(), opened.secret()));
        }
    }

    private void renewKey(String accountId, byte[] before, byte[] secret) {
        byte[] after = secrets.seal(accountId, secret);
        database.call(
                jdbc -> jdbc.sql("UPDATE accounts.second_factors SET secret = ? WHERE account_id = ? AND secret = ?")
                        .params(after, accountId, before)
                        .update());
    }

    /** Returns the account's row, which nobody else changes until the transaction ends. What waited too long is not in it. */
    private static Optional<Row> row(JdbcClient jdbc, String accountId, Instant now) {
        return jdbc.sql("""
                        SELECT secret, last_step, wrong_codes, CASE WHEN pending_until > ? THEN pending_secret END
                        FROM accounts.second_factors WHERE account_id = ? FOR UPDATE
                        """)
                .params(Timestamp.from(now), accountId)
                .query((row, _) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getBytes(1), row.getLong(2), row.getInt(3), row.getBytes(4));
    }
}
