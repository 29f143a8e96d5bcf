package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.Hmac;
import io.tableorder.operability.settings.SecuritySettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the codes by which devices are set up: an admin reads one out, and somebody types it into the device. */
@Component
final class PairingCodes {

    /** Somebody walks to the device with it; nobody finds it on a note tomorrow. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Eight of 32 characters are 40 bits: of a thousand guesses a second for ten minutes, one in two million is right. */
    static final int CHARACTERS = 8;

    /** A store that sets up all of its tablets at once needs as many; past it the oldest code opens nothing any more. */
    private static final int MAXIMUM_OF_STORE = 200;

    /** @param tableId a tablet's */
    record Wanted(DeviceKind kind, @Nullable String tableId, String deviceName) {}

    record Made(String code, Instant expiresAt) {}

    /** @param accountId who made it */
    record Pairing(String storeId, Wanted wanted, String accountId, long epoch) {}

    private final AccountDatabase database;
    private final Clock clock;
    private final SecretKey key;

    PairingCodes(AccountDatabase database, SecuritySettings settings, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.key = Hmac.key(Hmac.derived(settings.keyBytes(), "pairing-code"));
    }

    /**
     * Makes a code for a device of the store.
     *
     * @throws ProblemException 403 for a caller who has no account; 404 for a table that is not the store's
     */
    Made make(Caller caller, String storeId, Wanted wanted) {
        String code = ReadableCode.random(CHARACTERS);
        Instant expiresAt = clock.instant().plus(LIFETIME);
        database.call(jdbc -> {
            long epoch = epochOf(jdbc, caller.subject());
            if (wanted.tableId() != null && !isOfStore(jdbc, storeId, wanted.tableId())) {
                throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_TABLE.with(wanted.tableId()));
            }
            makeRoom(jdbc, storeId);
            return jdbc.sql("""
                            INSERT INTO accounts.pairing_codes
                                (code_hash, store_id, kind, table_id, device_name, account_id, epoch, expires_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .param(hash(code))
                    .param(storeId)
                    .param(wanted.kind().wireName())
                    .param(wanted.tableId())
                    .param(wanted.deviceName())
                    .param(caller.subject())
                    .param(epoch)
                    .param(Timestamp.from(expiresAt))
                    .update();
        });
        return new Made(code, expiresAt);
    }

    /** A code stands on an account: with a token that belongs to none, nothing could end what it lets in. */
    private static long epochOf(JdbcClient jdbc, String accountId) {
        return jdbc.sql("SELECT epoch FROM accounts.staff_accounts WHERE account_id = ? AND NOT disabled")
                .param(accountId)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new ProblemException(ErrorCode.FORBIDDEN, ApiText.PAIRING_NEEDS_ACCOUNT));
    }

    private static boolean isOfStore(JdbcClient jdbc, String storeId, String tableId) {
        return jdbc.sql("SELECT count(*) FROM accounts.table_credentials WHERE store_id = ? AND table_id = ?")
                        .params(storeId, tableId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void makeRoom(JdbcClient jdbc, String storeId) {
        jdbc.sql("""
                        DELETE FROM accounts.pairing_codes WHERE expires_at < :now OR code_hash IN (
                            SELECT code_hash FROM accounts.pairing_codes WHERE store_id = :store
                            ORDER BY expires_at DESC OFFSET :maximum - 1)
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("store", storeId)
                .param("maximum", MAXIMUM_OF_STORE)
                .update();
    }

    /** Takes the code away and returns what it was for: of two who use it at once, one gets it. */
    Optional<Pairing> take(JdbcClient jdbc, String typed) {
        return jdbc.sql("""
                        DELETE FROM accounts.pairing_codes p USING accounts.staff_accounts a
                        WHERE p.code_hash = ? AND p.expires_at > ? AND a.account_id = p.account_id
                            AND a.epoch = p.epoch AND NOT a.disabled
                        RETURNING p.store_id, p.kind, p.table_id, p.device_name, p.account_id, p.epoch
                        """)
                .params(hash(typed), Timestamp.from(clock.instant()))
                .query((row, _) -> new Pairing(
                        row.getString(1),
                        new Wanted(DeviceKind.of(row.getString(2)), row.getString(3), row.getString(4)),
                        row.getString(5),
                        row.getLong(6)))
                .optional();
    }

    /** Returns what is kept of a code, however it was typed: in small letters, with spaces or hyphens. */
    String hash(String typed) {
        String code = ReadableCode.plain(typed);
        return HexFormat.of().formatHex(Hmac.sign(key, code.getBytes(UTF_8)));
    }
}
