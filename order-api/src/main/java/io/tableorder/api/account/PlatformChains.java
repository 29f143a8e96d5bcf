package io.tableorder.api.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The chains of the platform with their admins and stores, as the operator sees them. */
@Component
final class PlatformChains {

    /** A chain of thousands of stores is some hundred kilobytes; past so many chains a list is no way to look at them. */
    private static final int MAXIMUM_LISTED = 1_000;

    /**
     * A chain as it is.
     *
     * @param disabled nobody of it logs in
     */
    record ListedChain(
            String chainId,
            String chainName,
            boolean disabled,
            Instant createdAt,
            List<StaffView> admins,
            List<ListedStore> stores) {}

    /** @param closed nobody of it logs in, at no table either */
    record ListedStore(String storeId, String storeName, boolean closed) {}

    private final AccountDatabase database;

    PlatformChains(AccountDatabase database) {
        this.database = database;
    }

    /** Lists them by id. A store is there when the read models have it, which is a moment after it was opened. */
    List<ListedChain> all() {
        return database.call(jdbc -> {
            Map<String, List<StaffView>> admins = admins(jdbc);
            Map<String, List<ListedStore>> stores = stores(jdbc);
            return jdbc.sql("""
                            SELECT chain_id, chain_name, disabled, created_at FROM accounts.chains
                            ORDER BY chain_id LIMIT ?""")
                    .param(MAXIMUM_LISTED)
                    .query((row, _) -> new ListedChain(
                            row.getString(1),
                            row.getString(2),
                            row.getBoolean(3),
                            row.getTimestamp(4).toInstant(),
                            admins.getOrDefault(row.getString(1), List.of()),
                            stores.getOrDefault(row.getString(1), List.of())))
                    .list();
        });
    }

    private static Map<String, List<StaffView>> admins(JdbcClient jdbc) {
        Map<String, List<StaffView>> found = new HashMap<>();
        for (StaffAccount admin : StaffAccounts.chainAdmins(jdbc)) {
            found.computeIfAbsent(admin.chainId(), _ -> new ArrayList<>()).add(StaffView.of(admin));
        }
        return found;
    }

    private static Map<String, List<ListedStore>> stores(JdbcClient jdbc) {
        Map<String, List<ListedStore>> found = new HashMap<>();
        jdbc.sql("""
                        SELECT s.chain_id, s.store_id, s.store_name, c.store_id IS NOT NULL
                        FROM orders.stores s LEFT JOIN accounts.closed_stores c USING (store_id)
                        ORDER BY s.chain_id, s.store_id""").query(row -> {
            found.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                    .add(new ListedStore(row.getString(2), row.getString(3), row.getBoolean(4)));
        });
        return found;
    }
}
