package io.tableorder.benchmarks.load;

import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import io.tableorder.operability.security.TokenIssuer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The tables of some seeded stores, each logged in. */
public final class Tablets {

    public static final String ORDERS = "/api/v1/customer/orders";

    private static final String ORDER =
            "{\"items\":[{\"menu_id\":\"menu-1\",\"quantity\":2},{\"menu_id\":\"menu-7\",\"quantity\":1}]}";

    private final List<String> tokens;

    private Tablets(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /**
     * Makes a token for each of the stores' first tables.
     *
     * @param stores their numbers; the first table of each comes before the second of any
     */
    public static Tablets of(List<Integer> stores, int tablesPerStore) {
        TokenIssuer issuer = OrderApiSettings.tokens();
        String[] tokens = new String[stores.size() * tablesPerStore];
        for (int i = 0; i < tokens.length; i++) {
            int store = stores.get(i % stores.size());
            String table = SeededStores.tableId(store, i / stores.size());
            tokens[i] = issuer.issue(table, Role.TABLE, SeededStores.CHAIN, SeededStores.storeId(store), table)
                    .value();
        }
        return new Tablets(List.of(tokens));
    }

    /** Goes round the tables, each request an order of two lines with an {@code Idempotency-Key} of its own. */
    public Supplier<byte[]> posts(String path) {
        AtomicLong next = new AtomicLong();
        String run = Long.toString(System.nanoTime(), 36);
        return () -> {
            long number = next.getAndIncrement();
            String token = tokens.get((int) (number % tokens.size()));
            return Connection.post(path, token, "Idempotency-Key: " + run + "-" + number + "\r\n", ORDER);
        };
    }
}
