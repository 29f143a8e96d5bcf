package io.tableorder.api.account;

import io.tableorder.api.validation.Secret;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps the passwords tablets log in with. A credential opens nothing unless its table is in the read model. */
@Component
public class TableCredentials {

    /** @param inReadModel false while the table's event is on its way there, and for a table that never came to be */
    record Credential(String tableId, String passwordHash, boolean inReadModel) {
        @Override
        public String toString() {
            return "Credential[tableId=" + tableId + ", passwordHash=***, inReadModel=" + inReadModel + "]";
        }
    }

    private final AccountDatabase database;
    private final Passwords passwords;
    private final Clock clock;

    TableCredentials(AccountDatabase database, Passwords passwords, Clock clock) {
        this.database = database;
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

    /** Lets the table open to this password from here on, and to no other. */
    public void change(String storeId, String tableId, Secret password) {
        String hash = passwords.hash(password);
        database.call(jdbc -> jdbc.sql("""
                        UPDATE accounts.table_credentials SET password_hash = ? WHERE store_id = ? AND table_id = ?
                        """).params(hash, storeId, tableId).update());
    }

    /** The table is gone, or never came to be. */
    public void delete(String tableId) {
        database.call(jdbc -> jdbc.sql("DELETE FROM accounts.table_credentials WHERE table_id = ?")
                .param(tableId)
                .update());
    }

    /**
     * Returns the credential of the table that has the number in the read model; else the newest of one that may be on
     * its way there.
     */
    Optional<Credential> toLogIn(String storeId, int tableNumber) {
        return database.call(jdbc -> jdbc.sql("""
                        SELECT c.table_id, c.password_hash, t.table_id IS NOT NULL AS in_read_model
                        FROM accounts.table_credentials c LEFT JOIN orders.tables t USING (store_id, table_id)
                        WHERE c.store_id = ? AND coalesce(t.table_number, c.table_number) = ? AND t.removed_at IS NULL
                        ORDER BY in_read_model DESC, c.created_at DESC LIMIT 1
                        """)
                .params(storeId, tableNumber)
                .query((row, _) -> new Credential(row.getString(1), row.getString(2), row.getBoolean(3)))
                .optional());
    }
}
