package io.tableorder.api.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Stores and tables as the read models know them, which is a moment after they are made. */
@Component
final class StoreDirectory {

    /** The projection is milliseconds behind; somebody who asks for what was just made waits rather than fails. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    /** Who ask for what was never made wait as well: no more of them at once than the database does not feel. */
    private static final int MAXIMUM_WAITING = 32;

    record Store(String storeId, String chainId, StoreInfo info) {}

    private static final String STORE = """
            SELECT store_id, chain_id, store_name, time_zone, currency, intake_paused, pause_reason
            FROM orders.stores WHERE store_id = ?
            """;

    private final AccountDatabase database;
    private final Semaphore waiting = new Semaphore(MAXIMUM_WAITING);

    StoreDirectory(AccountDatabase database) {
        this.database = database;
    }

    Optional<Store> store(String storeId) {
        return database.call(jdbc -> jdbc.sql(STORE)
                .param(storeId)
                .query((row, _) -> new Store(
                        row.getString("store_id"),
                        row.getString("chain_id"),
                        StoreInfo.of(
                                row.getString("store_name"),
                                row.getString("time_zone"),
                                row.getString("currency"),
                                row.getBoolean("intake_paused"),
                                row.getString("pause_reason"))))
                .optional());
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
