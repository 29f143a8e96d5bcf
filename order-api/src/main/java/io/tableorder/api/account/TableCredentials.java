package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.access.DeferredChange;
import io.tableorder.access.ManagedBy;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the passwords tablets log in with. A credential opens nothing unless its table is in the read model. */
@Component
public class TableCredentials {

    /**
     * What a table's password is compared with.
     *
     * @param inReadModel false while the table's event is on its way there, and for a table that never came to be
     * @param shut nobody of the chain logs in, or nobody of the store
     */
    record Credential(
            String tableId, String passwordHash, boolean inReadModel, long epoch, long chainEpoch, boolean shut) {

        @Override
        public String toString() {
            return "Credential[tableId=" + tableId + ", passwordHash=***, inReadModel=" + inReadModel + "]";
        }
    }

    private static final Logger log = LoggerFactory.getLogger(TableCredentials.class);

    private final AccountDatabase database;
    private final AccessOutbox outbox;
    private final DeferredChanges deferred;
    private final Passwords passwords;
    private final Clock clock;

    TableCredentials(
            AccountDatabase database, AccessOutbox outbox, DeferredChanges deferred, Passwords passwords, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.deferred = deferred;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * This is to be done before the table is added, under an id never used: a table without a credential could not log
     * in.
     */
    public void create(String storeId, String tableId, int tableNumber, Secret password) {
        String hash = passwords.hash(password);
        database.call(jdbc -> jdbc.sql("""
                        INSERT INTO accounts.table_credentials
                            (table_id, store_id, table_number, password_hash, created_at)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .params(tableId, storeId, tableNumber, hash, Timestamp.from(clock.instant()))
                .update());
    }

    /**
     * Lets the table open to this password from here on, and to no other, and nobody stays in who was let in before.
     *
     * @throws ProblemException 503 while PostgreSQL is away: nobody stays in then either, and the password is to be set again
     */
    public void change(Write write, String tableId, Secret password) {
        String hash = passwords.hash(password);
        DeferredChange logOut = WantedChange.LOG_OUT.of(
                new CommandStamp(Ids.next(), null, write.caller().actor(), write.requestId()),
                write.caller(),
                Origin.of(write.caller()));
        ManagedBy tables = ManagedBy.store(write.storeId(), Role.TABLE.wireName());
        Optional<AccessEnd> ended = deferred.nowOrLogOut(
                () -> change(write.storeId(), tableId, hash),
                new AccessEnd.OfManaged(tableId, tables, clock.instant(), logOut));
        ended.ifPresent(outbox::publish);
    }

    private Optional<AccessEnd> change(String storeId, String tableId, String hash) {
        return database.call(jdbc -> {
            Optional<Long> begun = jdbc.sql("""
                            UPDATE accounts.table_credentials SET password_hash = ?, epoch = epoch + 1
                            WHERE store_id = ? AND table_id = ? RETURNING epoch
                            """)
                    .params(hash, storeId, tableId)
                    .query(Long.class)
                    .optional();
            begun.ifPresent(_ -> Devices.deleteAll(jdbc, tableId));
            return begun.map(epoch -> AccessOutbox.add(jdbc, new AccessEnd.OfSubject(tableId, epoch, clock.instant())));
        });
    }

    /**
     * The table is gone: its tablets are logged out for good, also while PostgreSQL is away.
     *
     * @throws ProblemException 503 while Kafka is away as well; to be tried again
     */
    public void remove(String tableId) {
        outbox.end(AccessEnd.OfSubject.forGood(tableId, clock.instant()));
        forget(tableId);
    }

    /** The table is gone, or never came to be. Tidiness only: without its table a credential opens nothing. */
    public void forget(String tableId) {
        try {
            database.call(jdbc -> {
                Devices.deleteAll(jdbc, tableId);
                return jdbc.sql("DELETE FROM accounts.table_credentials WHERE table_id = ?")
                        .param(tableId)
                        .update();
            });
        } catch (RuntimeException e) {
            log.warn("The credential of table {}, which is not there, stays behind: {}", tableId, e.getMessage());
        }
    }

    /**
     * Returns the credential of the table that has the number in the read model; else the newest of one that may be on
     * its way there.
     */
    Optional<Credential> toLogIn(String storeId, int tableNumber) {
        return database.call(jdbc -> jdbc.sql("""
                        SELECT c.table_id, c.password_hash, t.table_id IS NOT NULL AS in_read_model, c.epoch,
                               coalesce(h.epoch, 0) AS chain_epoch, coalesce(h.disabled, false) OR x.store_id IS NOT NULL AS shut
                        FROM accounts.table_credentials c LEFT JOIN orders.tables t USING (store_id, table_id)
                        LEFT JOIN orders.stores s USING (store_id) LEFT JOIN accounts.chains h USING (chain_id)
                        LEFT JOIN accounts.closed_stores x ON x.store_id = c.store_id
                        WHERE c.store_id = ? AND coalesce(t.table_number, c.table_number) = ? AND t.removed_at IS NULL
                        ORDER BY in_read_model DESC, c.created_at DESC LIMIT 1
                        """)
                .params(storeId, tableNumber)
                .query((row, _) -> new Credential(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getBoolean(6)))
                .optional());
    }
}
