package io.tableorder.api.account;

import io.tableorder.event.CommandStamp;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.wire.Json;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a repeated command on accounts one change with one answer. Receipts stand in the database and not in a fold, for
 * accounts are rows; they are kept as long as those of events.
 */
@Component
final class AccountReceipts {

    /** This is what the contract promises an Idempotency-Key, and an hour for clocks that disagree. */
    static final Duration KEPT = Duration.ofHours(25);

    /**
     * A store keeps so many receipts at most, some 10 MB: 25 hours of a command every 4.5 seconds, where staff change a
     * few times a week. Past it the oldest go first.
     */
    static final int MAXIMUM_OF_STORE = 20_000;

    /** Removed with one command, so that none waits for a whole day's; more than one can leave. */
    private static final int MAXIMUM_REMOVED = 1_000;

    private record Receipt(String fingerprint, @Nullable String answer) {}

    private final AccountDatabase database;
    private final Clock clock;
    private final JsonMapper json = Json.mapper();

    AccountReceipts(AccountDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes the change and keeps its answer, in one transaction; or gives the answer that is kept. Of two tries at once,
     * the second waits for the first. A change that throws leaves nothing behind, no receipt either.
     *
     * @param storeId whose bound the receipt counts towards
     * @param change returns the answer, of which nothing may be secret
     * @throws ProblemException 422 if the command's id was used for another command; what the change throws; 503
     */
    <T> Answered<T> once(CommandStamp stamp, String storeId, Class<T> type, Function<JdbcClient, T> change) {
        String fingerprint = stamp.fingerprint();
        if (fingerprint == null) {
            return new Answered<>(database.call(change), false);
        }
        Instant now = clock.instant();
        database.call(jdbc -> forget(jdbc, storeId, now));
        return database.call(jdbc -> {
            Receipt receipt = claim(jdbc, stamp.commandId(), storeId, fingerprint, now);
            if (!receipt.fingerprint().equals(fingerprint)) {
                throw new ProblemException(ErrorCode.IDEMPOTENCY_KEY_REUSED);
            }
            if (receipt.answer() != null) {
                return new Answered<>(json.readValue(receipt.answer(), type), true);
            }
            T answer = change.apply(jdbc);
            keep(jdbc, stamp.commandId(), json.writeValueAsString(answer));
            return new Answered<>(answer, false);
        });
    }

    /**
     * Returns the receipt that is there, locked; else a new one without an answer. While another transaction makes the
     * same one this waits for its end. Before the change, or a second try would find the first one's change and call it
     * a conflict.
     */
    private static Receipt claim(JdbcClient jdbc, String commandId, String storeId, String fingerprint, Instant now) {
        // Nothing is updated, but only an update makes RETURNING give the row that is there.
        return jdbc.sql("""
                        INSERT INTO accounts.command_receipts (command_id, store_id, fingerprint, kept_at)
                        VALUES (?, ?, ?, ?)
                        ON CONFLICT (command_id) DO UPDATE SET command_id = excluded.command_id
                        RETURNING fingerprint, answer
                        """)
                .params(commandId, storeId, fingerprint, Timestamp.from(now))
                .query((row, _) -> new Receipt(row.getString(1), row.getString(2)))
                .single();
    }

    private static void keep(JdbcClient jdbc, String commandId, String answer) {
        jdbc.sql("UPDATE accounts.command_receipts SET answer = ? WHERE command_id = ?")
                .params(answer, commandId)
                .update();
    }

    /** Works in a transaction of its own: one that holds a receipt must not wait for another. */
    private static int forget(JdbcClient jdbc, String storeId, Instant now) {
        return jdbc.sql("""
                        DELETE FROM accounts.command_receipts WHERE command_id IN (
                            SELECT command_id FROM accounts.command_receipts
                            WHERE kept_at < :oldest OR (store_id = :store AND kept_at < (
                                SELECT kept_at FROM accounts.command_receipts WHERE store_id = :store
                                ORDER BY kept_at DESC OFFSET :maximum - 1 LIMIT 1))
                            LIMIT :batch FOR UPDATE SKIP LOCKED)
                        """)
                .param("oldest", Timestamp.from(now.minus(KEPT)))
                .param("store", storeId)
                .param("maximum", MAXIMUM_OF_STORE)
                .param("batch", MAXIMUM_REMOVED)
                .update();
    }
}
