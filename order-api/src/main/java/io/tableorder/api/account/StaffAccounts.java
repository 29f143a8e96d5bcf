package io.tableorder.api.account;

import io.tableorder.api.oidc.Identity;
import io.tableorder.event.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
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

    /** These columns are of the row that a statement names staff_accounts. */
    private static final String COLUMNS = """
            account_id, chain_id, store_id, username, role, disabled, created_at,
            EXISTS (SELECT FROM accounts.identities n WHERE n.account_id = staff_accounts.account_id) AS linked,
            password_hash IS NULL AND NOT EXISTS (
                SELECT FROM accounts.identities n WHERE n.account_id = staff_accounts.account_id) AS invited,
            (SELECT expires_at FROM accounts.invitations i
             WHERE i.account_id = staff_accounts.account_id) AS invited_until,
            EXISTS (SELECT FROM accounts.second_factors f
                    WHERE f.account_id = staff_accounts.account_id AND f.added_at IS NOT NULL) AS second_factor""";

    /**
     * An account, and what its password must match.
     *
     * @param passwordHash null for whoever is invited and has chosen none
     * @param shut nobody of the chain logs in, or nobody of the store
     */
    record WithHash(StaffAccount account, @Nullable String passwordHash, long epoch, long chainEpoch, boolean shut) {

        boolean mayLogIn() {
            return !account.disabled() && !shut;
        }

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
                withHash("chain_id = ? AND role = 'chain_admin' AND username = ?", chain.chainId(), chain.username());
            case LoginName.OfPlatform platform -> withHash("role = 'operator' AND username = ?", platform.username());
            case LoginName.OfAccount account -> byId(account.accountId());
            case LoginName.OfTable _,
                    LoginName.OfDevice _,
                    LoginName.OfPairing _,
                    LoginName.OfSetup _,
                    LoginName.OfInvitation _,
                    LoginName.OfIdentity _ -> Optional.empty();
        };
    }

    Optional<WithHash> byIdentity(Identity identity) {
        return withHash(
                "account_id = (SELECT account_id FROM accounts.identities WHERE issuer = ? AND subject = ?)",
                identity.issuer(),
                identity.subject());
    }

    Optional<WithHash> byId(String accountId) {
        return withHash("account_id = ?", accountId);
    }

    private Optional<WithHash> withHash(String condition, Object... parameters) {
        return database.call(jdbc -> jdbc.sql("""
                        SELECT staff.*, coalesce(c.epoch, 0) AS chain_epoch,
                               coalesce(c.disabled, false) OR s.store_id IS NOT NULL AS shut
                        FROM (SELECT %s, password_hash, epoch FROM accounts.staff_accounts WHERE %s) staff
                        LEFT JOIN accounts.chains c USING (chain_id)
                        LEFT JOIN accounts.closed_stores s ON s.store_id = staff.store_id
                        """.formatted(COLUMNS, condition))
                .params(parameters)
                .query((row, _) -> new WithHash(
                        account(row),
                        row.getString("password_hash"),
                        row.getLong("epoch"),
                        row.getLong("chain_epoch"),
                        row.getBoolean("shut")))
                .optional());
    }

    List<StaffAccount> ofStore(String storeId) {
        return database.call(jdbc -> jdbc.sql(
                        "SELECT " + COLUMNS + " FROM accounts.staff_accounts WHERE store_id = ? ORDER BY username")
                .param(storeId)
                .query((row, _) -> account(row))
                .list());
    }

    static boolean hasOperator(JdbcClient jdbc) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM accounts.staff_accounts WHERE role = 'operator')")
                .query(Boolean.class)
                .single();
    }

    static List<StaffAccount> operators(JdbcClient jdbc) {
        return ofRole(jdbc, Role.OPERATOR, "");
    }

    /** Returns them all, whom nobody else changes until the transaction ends. */
    static List<StaffAccount> lockOperators(JdbcClient jdbc) {
        return ofRole(jdbc, Role.OPERATOR, " FOR UPDATE");
    }

    static List<StaffAccount> chainAdmins(JdbcClient jdbc) {
        return ofRole(jdbc, Role.CHAIN_ADMIN, "");
    }

    private static List<StaffAccount> ofRole(JdbcClient jdbc, Role role, String lock) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM accounts.staff_accounts WHERE role = ? ORDER BY username" + lock)
                .param(role.wireName())
                .query((row, _) -> account(row))
                .list();
    }

    /** Returns what everybody knows who works beside the account: who is there, and what store and chain are called. */
    static List<String> namesAround(JdbcClient jdbc, StaffAccount account) {
        List<String> names = new ArrayList<>(List.of(account.username()));
        if (account.role() != Role.OPERATOR) {
            names.add(account.chainId());
        }
        if (account.storeId() != null) {
            names.add(account.storeId());
        }
        names.addAll(jdbc.sql("""
                        SELECT username FROM accounts.staff_accounts WHERE store_id = :store
                        UNION ALL
                        SELECT username FROM accounts.staff_accounts WHERE chain_id = :chain AND store_id IS NULL
                        UNION ALL
                        SELECT chain_name FROM accounts.chains WHERE chain_id = :chain
                        """)
                .param("store", account.storeId(), Types.VARCHAR)
                .param("chain", account.chainId())
                .query(String.class)
                .list());
        return names;
    }

    /** Returns the store's account, which nobody else changes until the transaction ends. */
    static Optional<StaffAccount> lock(JdbcClient jdbc, String storeId, String accountId) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM accounts.staff_accounts WHERE store_id = ? AND account_id = ? FOR UPDATE")
                .params(storeId, accountId)
                .query((row, _) -> account(row))
                .optional();
    }

    /** The account itself, whatever it belongs to, which nobody else changes until the transaction ends. */
    static Optional<StaffAccount> lock(JdbcClient jdbc, String accountId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM accounts.staff_accounts WHERE account_id = ? FOR UPDATE")
                .param(accountId)
                .query((row, _) -> account(row))
                .optional();
    }

    /** The chain's own admin, whom nobody else changes until the transaction ends. */
    static Optional<StaffAccount> lockAdmin(JdbcClient jdbc, String chainId, String accountId) {
        return lock(jdbc, accountId)
                .filter(account ->
                        account.role() == Role.CHAIN_ADMIN && account.chainId().equals(chainId));
    }

    /** Begins a new epoch of the account and returns it; tokens of earlier ones are to end. */
    static long nextEpoch(JdbcClient jdbc, String accountId) {
        return jdbc.sql("UPDATE accounts.staff_accounts SET epoch = epoch + 1 WHERE account_id = ? RETURNING epoch")
                .param(accountId)
                .query(Long.class)
                .single();
    }

    /**
     * Inserts the account, and returns false if the username is taken.
     *
     * @param hash null for whoever is to choose a password
     */
    static boolean insert(JdbcClient jdbc, StaffAccount account, @Nullable String hash) {
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

    static Optional<String> chainName(JdbcClient jdbc, String chainId) {
        return jdbc.sql("SELECT chain_name FROM accounts.chains WHERE chain_id = ?")
                .param(chainId)
                .query(String.class)
                .optional();
    }

    /** Disables or enables the chain, which begins a new epoch by being disabled; empty for no such chain. */
    static Optional<ChainEpoch> disableChain(JdbcClient jdbc, String chainId, boolean disabled) {
        return jdbc.sql("""
                        UPDATE accounts.chains c
                        SET disabled = :disabled,
                            epoch = c.epoch + CASE WHEN :disabled AND NOT c.disabled THEN 1 ELSE 0 END
                        FROM (SELECT disabled FROM accounts.chains WHERE chain_id = :chain FOR UPDATE) before
                        WHERE c.chain_id = :chain
                        RETURNING c.chain_name, c.epoch, before.disabled
                        """)
                .param("disabled", disabled)
                .param("chain", chainId)
                .query((row, _) -> new ChainEpoch(row.getString(1), row.getLong(2), disabled && !row.getBoolean(3)))
                .optional();
    }

    /** @param isNew tokens of earlier ones are to end */
    record ChainEpoch(String chainName, long epoch, boolean isNew) {}

    /** Changes what is given; null leaves a value as it is. Whoever has a password logs in by no identity. */
    static StaffAccount update(
            JdbcClient jdbc, String accountId, @Nullable String hash, @Nullable Role role, @Nullable Boolean disabled) {
        if (hash != null) {
            Identities.unlink(jdbc, accountId);
        }
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

    /** Takes password and identity away: nobody logs in until another invitation is accepted. */
    static StaffAccount withoutLogin(JdbcClient jdbc, String accountId) {
        Identities.unlink(jdbc, accountId);
        return jdbc.sql("UPDATE accounts.staff_accounts SET password_hash = NULL WHERE account_id = ? RETURNING "
                        + COLUMNS)
                .param(accountId)
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
                row.getBoolean("linked"),
                row.getBoolean("invited"),
                invitedUntil(row),
                row.getBoolean("second_factor"),
                row.getTimestamp("created_at").toInstant());
    }

    private static @Nullable Instant invitedUntil(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp("invited_until");
        return until == null ? null : until.toInstant();
    }
}
