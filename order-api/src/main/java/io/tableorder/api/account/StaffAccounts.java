package io.tableorder.api.account;

import io.tableorder.event.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the people who log in. Hashes go in and are compared; none comes out. What changes an account is done in the
 * transaction of whoever asks.
 */
@Component
final class StaffAccounts {

    private static final String COLUMNS = "account_id, chain_id, store_id, username, role, disabled, created_at";

    /** An account, and what its password must match. */
    record WithHash(StaffAccount account, String passwordHash) {
        @Override
        public String toString() {
            return "WithHash[account=" + account + ", passwordHash=***]";
        }
    }

    private final AccountDatabase database;

    StaffAccounts(AccountDatabase database) {
        this.database = database;
    }

    Optional<WithHash> toLogIn(LoginName name) {
        return switch (name) {
            case LoginName.OfStore store ->
                withHash("store_id = ? AND username = ?", store.storeId(), store.username());
            case LoginName.OfChain chain ->
                withHash("chain_id = ? AND store_id IS NULL AND username = ?", chain.chainId(), chain.username());
            case LoginName.OfTable _ -> Optional.empty();
        };
    }

    private Optional<WithHash> withHash(String condition, Object... parameters) {
        return database.call(jdbc -> jdbc.sql(
                        "SELECT " + COLUMNS + ", password_hash FROM accounts.staff_accounts WHERE " + condition)
                .params(parameters)
                .query((row, _) -> new WithHash(account(row), row.getString("password_hash")))
                .optional());
    }

    List<StaffAccount> ofStore(String storeId) {
        return database.call(jdbc -> jdbc.sql(
                        "SELECT " + COLUMNS + " FROM accounts.staff_accounts WHERE store_id = ? ORDER BY username")
                .param(storeId)
                .query((row, _) -> account(row))
                .list());
    }

    /** Returns the store's account, which nobody else changes until the transaction ends. */
    static Optional<StaffAccount> lock(JdbcClient jdbc, String storeId, String accountId) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM accounts.staff_accounts WHERE store_id = ? AND account_id = ? FOR UPDATE")
                .params(storeId, accountId)
                .query((row, _) -> account(row))
                .optional();
    }

    /** Inserts the account, and returns false if the username is taken. */
    static boolean insert(JdbcClient jdbc, StaffAccount account, String hash) {
        return jdbc.sql("""
                        INSERT INTO accounts.staff_accounts
                            (account_id, chain_id, store_id, username, role, password_hash, disabled, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                        .param(account.accountId())
                        .param(account.chainId())
                        .param(account.storeId())
                        .param(account.username())
                        .param(account.role().wireName())
                        .param(hash)
                        .param(account.disabled())
                        .param(Timestamp.from(account.createdAt()))
                        .update()
                == 1;
    }

    /** Inserts the chain with its first admin, and returns false if the chain's id is taken. */
    static boolean insertChain(JdbcClient jdbc, StaffAccount admin, String chainName) {
        return jdbc.sql("""
                        INSERT INTO accounts.chains (chain_id, chain_name, created_at) VALUES (?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                        .params(admin.chainId(), chainName, Timestamp.from(admin.createdAt()))
                        .update()
                == 1;
    }

    /** Changes what is given; null leaves a value as it is. */
    static StaffAccount update(
            JdbcClient jdbc, String accountId, @Nullable String hash, @Nullable Role role, @Nullable Boolean disabled) {
        return jdbc.sql("""
                        UPDATE accounts.staff_accounts
                        SET password_hash = coalesce(:hash, password_hash), role = coalesce(:role, role),
                            disabled = coalesce(:disabled, disabled)
                        WHERE account_id = :account RETURNING\s""" + COLUMNS)
                .param("hash", hash, Types.VARCHAR)
                .param("role", role == null ? null : role.wireName(), Types.VARCHAR)
                .param("disabled", disabled, Types.BOOLEAN)
                .param("account", accountId)
                .query((row, _) -> account(row))
                .single();
    }

    static void delete(JdbcClient jdbc, String accountId) {
        jdbc.sql("DELETE FROM accounts.staff_accounts WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    private static StaffAccount account(ResultSet row) throws SQLException {
        return new StaffAccount(
                row.getString("account_id"),
                row.getString("chain_id"),
                row.getString("store_id"),
                row.getString("username"),
                Role.of(row.getString("role")),
                row.getBoolean("disabled"),
                row.getTimestamp("created_at").toInstant());
    }
}
