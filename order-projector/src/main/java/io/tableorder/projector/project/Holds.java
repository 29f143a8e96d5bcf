package io.tableorder.projector.project;

import io.tableorder.projector.parked.Scope;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which stores and orders wait behind a parked event. */
final class Holds {
    private static final String FIRST_PARKED = """
            SELECT DISTINCT store_id, scope, order_id FROM generation.parked_events
            WHERE store_id = ANY (?) AND reason <> 'BEHIND_PARKED'""";

    private final Set<String> stores = new HashSet<>();
    private final Set<RowKey> orders = new HashSet<>();

    static Holds load(Generation generation, JdbcTemplate jdbc, Set<String> storeIds) {
        Holds holds = new Holds();
        if (storeIds.isEmpty()) {
            return holds;
        }
        jdbc.query(
                generation.sql(FIRST_PARKED),
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("text", storeIds.toArray())),
                row -> {
                    String storeId = row.getString("store_id");
                    String orderId = row.getString("order_id");
                    if (row.getString("scope").equals(Scope.STORE.columnValue())) {
                        holds.stores.add(storeId);
                    } else if (orderId != null) {
                        holds.orders.add(new RowKey(storeId, orderId));
                    }
                });
        return holds;
    }

    boolean holdsStore(@Nullable String storeId) {
        return storeId != null && stores.contains(storeId);
    }

    boolean holdsOrder(String storeId, @Nullable String orderId) {
        return orderId != null && orders.contains(new RowKey(storeId, orderId));
    }

    void holdStore(String storeId) {
        stores.add(storeId);
    }

    void holdOrder(String storeId, String orderId) {
        orders.add(new RowKey(storeId, orderId));
    }
}
