package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.store.StoreProfile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Stores and tables as the read models know them, which is a moment after they are made. */
@Component
final class StoreDirectory {

    /** The projection is milliseconds behind; somebody who asks for what was just made waits rather than fails. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    /** Who ask for what was never made wait as well: no more of them at once than the database does not feel. */
    private static final int MAXIMUM_WAITING = 32;

    record Store(String storeId, StoreProfile profile) {

        String chainId() {
            return profile.chainId();
        }
    }

    private final AccountDatabase database;
    private final Semaphore waiting = new Semaphore(MAXIMUM_WAITING);

    StoreDirectory(AccountDatabase database) {
        this.database = database;
    }

    Optional<Store> store(String storeId) {
        return database.call(jdbc ->
                jdbc.sql("""
                                SELECT store_id, chain_id, store_name, time_zone, currency, business_day_start,
                                       intake_paused, pause_reason, pause_message, resumes_at
                                FROM orders.stores WHERE store_id = ?""").param(storeId).query((row, _) -> store(row)).optional());
    }

    /**
     * Returns a store that is known to be open.
     *
     * @throws ProblemException 503 while the read models do not have it yet
     */
    Store opened(String storeId) {
        return awaited(() -> store(storeId)).orElseThrow(StoreDirectory::notThereYet);
    }

    static ProblemException notThereYet() {
        return ProblemException.unavailable(ApiText.REGISTERED_NOT_READABLE_YET, RETRY_AFTER);
    }

    private static Store store(ResultSet row) throws SQLException {
        Timestamp resumesAt = row.getTimestamp("resumes_at");
        return new Store(
                row.getString("store_id"),
                new StoreProfile(
                        row.getString("chain_id"),
                        row.getString("store_name"),
                        ZoneId.of(row.getString("time_zone")),
                        row.getString("currency"),
                        LocalTime.parse(row.getString("business_day_start")),
                        row.getBoolean("intake_paused"),
                        row.getString("pause_reason"),
                        row.getString("pause_message"),
                        resumesAt == null ? null : resumesAt.toInstant()));
    }

    /** Looks again and again until it is there, for at most {@link #LONGEST_WAIT}. */
    <T> Optional<T> awaited(Supplier<Optional<T>> look) {
        Optional<T> found = look.get();
        if (found.isPresent() || !waiting.tryAcquire()) {
            return found;
        }
        try {
            long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (found.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_EVERY);
                found = look.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
        return found;
    }
}
