package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.Hmac;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.trail.AccountEventType;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the code by which somebody at a browser becomes the first operator. It works once, soon, and on a platform without
 * operators only; whoever is to have it is told by whoever holds SECRET_KEY.
 */
@Component
final class SetupCodes {

    /** Somebody opens a page with it at once; as a link it is in the browser's history for longer. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** Twelve of 32 characters are 60 bits: it opens the whole platform, so more than a pairing code's forty. */
    static final int CHARACTERS = 12;

    record Made(String code, Instant expiresAt) {

        @Override
        public String toString() {
            return "Made[code=***, expiresAt=" + expiresAt + "]";
        }
    }

    private final AccountDatabase database;
    private final AccountTrail trail;
    private final Clock clock;
    private final SecretKey key;

    SetupCodes(AccountDatabase database, AccountTrail trail, SecuritySettings settings, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.key = Hmac.key(Hmac.derived(settings.keyBytes(), "setup-code"));
    }

    /**
     * Makes a code in the place of the one before.
     *
     * @throws ProblemException 409 once there is an operator
     */
    Made make(Caller operator) {
        String code = ReadableCode.random(CHARACTERS);
        Instant expiresAt = clock.instant().plus(LIFETIME);
        Origin origin = Origin.of(operator);
        database.call(jdbc -> {
            if (StaffAccounts.hasOperator(jdbc)) {
                throw new ProblemException(ErrorCode.CONFLICT, ApiText.SETUP_DONE);
            }
            jdbc.sql("""
                            INSERT INTO accounts.setup_code (code_hash, made_by, expires_at) VALUES (?, ?, ?)
                            ON CONFLICT (one) DO UPDATE SET code_hash = excluded.code_hash,
                                made_by = excluded.made_by, expires_at = excluded.expires_at
                            """)
                    .params(hash(code), operator.subject(), Timestamp.from(expiresAt))
                    .update();
            trail.append(jdbc, TrailEntry.ofPlatform(AccountEventType.SETUP_CODE_MADE, origin));
            return true;
        });
        return new Made(code, expiresAt);
    }

    /** Returns true if the code would be taken now. */
    boolean isGood(String typed) {
        return database.call(jdbc -> !StaffAccounts.hasOperator(jdbc)
                && jdbc.sql("SELECT count(*) FROM accounts.setup_code WHERE code_hash = ? AND expires_at > ?")
                                .params(hash(typed), Timestamp.from(clock.instant()))
                                .query(Long.class)
                                .single()
                        > 0);
    }

    /** Takes the code away and returns who had it made: of two who use it at once, one gets it. */
    Optional<String> take(JdbcClient jdbc, String typed) {
        return jdbc.sql("DELETE FROM accounts.setup_code WHERE code_hash = ? AND expires_at > ? RETURNING made_by")
                .params(hash(typed), Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .filter(_ -> !StaffAccounts.hasOperator(jdbc));
    }

    /** Returns what is kept of a code, however it was typed: in small letters, with spaces or hyphens. */
    String hash(String typed) {
        String code = ReadableCode.plain(typed);
        return HexFormat.of().formatHex(Hmac.sign(key, code.getBytes(UTF_8)));
    }
}
