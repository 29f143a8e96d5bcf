package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.idempotency.CommandStamps;
import io.tableorder.api.idempotency.Write;
import io.tableorder.trail.AccountEventType;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Closes stores that are given up, and opens them again. Nobody logs in to a closed store and nobody stays in, at a table or
 * on a screen; its chain's admins still see it, and its events and accounts stay.
 */
@Component
public final class ClosedStores {

    /** What came of it. */
    record StoreState(String storeId, boolean closed) {}

    private final AccountDatabase database;
    private final AccountReceipts receipts;
    private final CommandStamps stamps;
    private final AccessOutbox outbox;
    private final AccountTrail trail;
    private final Clock clock;

    ClosedStores(
            AccountDatabase database,
            AccountReceipts receipts,
            CommandStamps stamps,
            AccessOutbox outbox,
            AccountTrail trail,
            Clock clock) {
        this.database = database;
        this.receipts = receipts;
        this.stamps = stamps;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /** Returns the ids of the chain's stores that are closed. */
    public Set<String> ofChain(String chainId) {
        return Set.copyOf(
                database.call(jdbc -> jdbc.sql("SELECT store_id FROM accounts.closed_stores WHERE chain_id = ?")
                        .param(chainId)
                        .query(String.class)
                        .list()));
    }

    /** Closes the store, whose devices are set up anew should it open again; one that is closed stays so. */
    Answered<StoreState> close(Write write) {
        List<AccessEnd> ended = new ArrayList<>();
        Origin origin = Origin.of(write.caller());
        String chainId = write.caller().chainId();
        Answered<StoreState> closed =
                receipts.once(stamps.stamp(write, null), write.storeId(), StoreState.class, jdbc -> {
                    boolean isNew = jdbc.sql("""
                                    INSERT INTO accounts.closed_stores (store_id, chain_id, closed_at)
                                    VALUES (?, ?, ?) ON CONFLICT DO NOTHING""")
                                    .params(write.storeId(), chainId, Timestamp.from(clock.instant()))
                                    .update()
                            == 1;
                    if (isNew) {
                        ended.addAll(endAccess(jdbc, write.storeId()));
                        append(jdbc, AccountEventType.STORE_CLOSED, origin, write);
                    }
                    return new StoreState(write.storeId(), true);
                });
        ended.forEach(outbox::publish);
        return closed;
    }

    /** Lets the store's people and tables log in again. */
    Answered<StoreState> reopen(Write write) {
        Origin origin = Origin.of(write.caller());
        return receipts.once(stamps.stamp(write, null), write.storeId(), StoreState.class, jdbc -> {
            boolean wasClosed = jdbc.sql("DELETE FROM accounts.closed_stores WHERE store_id = ?")
                            .param(write.storeId())
                            .update()
                    == 1;
            if (wasClosed) {
                append(jdbc, AccountEventType.STORE_REOPENED, origin, write);
            }
            return new StoreState(write.storeId(), false);
        });
    }

    private void append(JdbcClient jdbc, AccountEventType type, Origin origin, Write write) {
        trail.append(jdbc, TrailEntry.ofStore(type, origin, write.caller().chainId(), write.storeId()));
    }

    /** Every account and table begins a new epoch; a store has some hundred of both at most. */
    private List<AccessEnd> endAccess(JdbcClient jdbc, String storeId) {
        List<AccessEnd> ends = new ArrayList<>();
        for (String table : List.of("staff_accounts", "table_credentials")) {
            String id = table.equals("staff_accounts") ? "account_id" : "table_id";
            ends.addAll(jdbc.sql("UPDATE accounts." + table + " SET epoch = epoch + 1 WHERE store_id = ? RETURNING "
                            + id + ", epoch")
                    .param(storeId)
                    .query((row, _) -> AccessOutbox.add(
                            jdbc, new AccessEnd.OfSubject(row.getString(1), row.getLong(2), clock.instant())))
                    .list());
        }
        jdbc.sql("DELETE FROM accounts.devices WHERE store_id = ?")
                .param(storeId)
                .update();
        jdbc.sql("DELETE FROM accounts.pairing_codes WHERE store_id = ?")
                .param(storeId)
                .update();
        return ends;
    }
}
