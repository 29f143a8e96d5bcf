package io.tableorder.benchmarks.queries;

import io.tableorder.event.Role;
import io.tableorder.operability.security.TokenIssuer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The contract's GETs, each about any store. */
enum Screen {
    CUSTOMER_MENUS(Role.TABLE, "/customer/menus"),
    CUSTOMER_ORDERS(Role.TABLE, "/customer/orders"),
    BOARD(Role.STAFF, "/admin/orders"),
    BOARD_THEN(Role.STAFF, "/admin/orders?at=${time}"),
    ORDER(Role.STAFF, "/admin/orders/${order}"),
    ORDER_EVENTS(Role.STAFF, "/admin/orders/${order}/events"),
    TABLES(Role.STAFF, "/admin/tables"),
    TABLE_HISTORY(Role.STAFF, "/admin/tables/${table}/history"),
    TABLE_DAY(Role.STAFF, "/admin/tables/${table}/history?start_date=2026-01-05&end_date=2026-01-05"),
    MENUS(Role.STAFF, "/admin/menus"),
    CATEGORIES(Role.STAFF, "/admin/categories"),
    STATS_DAY(Role.STORE_ADMIN, "/admin/stats?start=2026-01-05&end=2026-01-06"),
    CHAIN_STORES(Role.CHAIN_ADMIN, "/chain/stores"),
    CHAIN_OVERVIEW(Role.CHAIN_ADMIN, "/chain/overview");

    /** The fill's first order; its orders follow each other every four minutes. */
    private static final Instant FIRST = Instant.parse("2026-01-02T00:00:00Z");

    private static final int MINUTES_PER_ORDER = 4;
    private static final int TABLES_PER_STORE = 20;

    record Request(Screen screen, String path, String token) {}

    private final Role role;
    private final String path;

    Screen(Role role, String path) {
        this.role = role;
        this.path = path;
    }

    static Request any(LargeSet set, TokenIssuer tokens, Random random) {
        return List.of(values()).get(random.nextInt(values().length)).request(set, tokens, random);
    }

    Request request(LargeSet set, TokenIssuer tokens, Random random) {
        int number = 1 + random.nextInt(set.stores());
        String store = "store-" + number;
        String table = store + "-table-" + (1 + random.nextInt(TABLES_PER_STORE));
        int order = 1 + random.nextInt(set.ordersPerStore());
        String filled = path.replace("${table}", table)
                .replace("${order}", store + "-order-" + "%08d".formatted(order))
                .replace(
                        "${time}",
                        FIRST.plusSeconds(60L * order * MINUTES_PER_ORDER + 90).toString());
        return new Request(this, "/api/v1" + filled, token(tokens, "chain-" + number % 20, store, table));
    }

    private String token(TokenIssuer tokens, String chain, String store, String table) {
        @Nullable String storeOfRole = role == Role.CHAIN_ADMIN ? null : store;
        @Nullable String tableOfRole = role == Role.TABLE ? table : null;
        String subject = tableOfRole == null ? role.wireName() + "-1" : table;
        return tokens.issue(subject, role, chain, storeOfRole, tableOfRole).value();
    }
}
