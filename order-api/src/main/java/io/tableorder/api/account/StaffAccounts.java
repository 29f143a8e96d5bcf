package io.tableorder.api.account;

import io.tableorder.api.validation.Secret;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people who log in. Hashes go in and are compared; none comes out. */
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
    private final Passwords passwords;
    private final Clock clock;

    StaffAccounts(AccountDatabase database, Passwords passwords, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
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

    Optional<StaffAccount> ofStore(String storeId, String accountId) {
        return database.call(jdbc -> jdbc.sql(
                        "SELECT " + COLUMNS + " FROM accounts.staff_accounts WHERE store_id = ? AND account_id = ?")
                .params(storeId, accountId)
                .query((row, _) -> account(row))
                .optional());
    }

    /** @return empty if the username is taken in the store */
    Optional<StaffAccount> create(String chainId, String storeId, String username, Role role, Secret password) {
        String hash = passwords.hash(password);
        StaffAccount account = newAccount(chainId, storeId, username, role);
        return database.call(jdbc -> insert(jdbc, account, hash)) ? Optional.of(account) : Optional.empty();
    }

    /**
     * Creates a chain and its first admin, both or neither.
     *
     * @return empty if the chain's id is taken
     */
    Optional<StaffAccount> createChain(String chainId, String chainName, String username, Secret password) {
        String hash = passwords.hash(password);
        StaffAccount admin = newAccount(chainId, null, username, Role.CHAIN_ADMIN);
        return database.call(jdbc -> {
            int created = jdbc.sql("""
                            INSERT INTO accounts.chains (chain_id, chain_name, created_at) VALUES (?, ?, ?)
                            ON CONFLICT DO NOTHING
                            """)
                    .params(chainId, chainName, Timestamp.from(admin.createdAt()))
                    .update();
            return created == 1 && insert(jdbc, admin, hash) ? Optional.of(admin) : Optional.empty();
        });
    }

    /** Null leaves a value as it is. */
    void change(String accountId, @Nullable Secret password, @Nullable Role role, @Nullable Boolean disabled) {
        String hash = password == null ? null : passwords.hash(password);
        database.call(jdbc -> jdbc.sql("""
                        UPDATE accounts.staff_accounts
                        SET password_hash = coalesce(:hash, password_hash), role = coalesce(:role, role),
                            disabled = coalesce(:disabled, disabled)
                        WHERE account_id = :account
                        """)
                .param("hash", hash, java.sql.Types.VARCHAR)
                .param("role", role == null ? null : role.wireName(), java.sql.Types.VARCHAR)
                .param("disabled", disabled, java.sql.Types.BOOLEAN)
                .param("account", accountId)
                .update());
    }

    void delete(String accountId) {
        database.call(jdbc -> jdbc.sql("DELETE FROM accounts.staff_accounts WHERE account_id = ?")
                .param(accountId)
                .update());
    }

    private StaffAccount newAccount(String chainId, @Nullable String storeId, String username, Role role) {
        // PostgreSQL keeps microseconds; what is answered now must be what is read later.
        return new StaffAccount(
                Ids.next(),
                chainId,
                storeId,
                username,
                role,
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static boolean insert(JdbcClient jdbc, StaffAccount account, String hash) {
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
