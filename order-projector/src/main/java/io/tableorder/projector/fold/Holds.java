package io.tableorder.projector.fold;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.Scope;
import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.RowKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** This says which stores and orders wait behind a parked event, and which records are left out by decision. */
public final class Holds {
    /** Skipped ones are looked for by their place, since a generation that is built anew comes by them again. */
    private static final String FIRST_PARKED_AND_SKIPPED = """
            SELECT DISTINCT store_id, scope, order_id, NULL::bigint AS skipped_offset FROM generation.parked_events
            WHERE store_id = ANY (?) AND log_partition = ? AND reason <> 'BEHIND_PARKED'
            UNION ALL
            SELECT store_id, scope, order_id, log_offset FROM orders.skipped_events
            WHERE log_partition = ? AND log_offset BETWEEN ? AND ?""";

    private final Set<String> stores = new HashSet<>();
    private final Set<RowKey> orders = new HashSet<>();
    private final Set<Long> skippedOffsets = new HashSet<>();

    /** Reads what concerns the records from {@code first} to {@code last}, both of one partition. */
    public static Holds load(
            Generation generation, JdbcTemplate jdbc, Set<String> storeIds, Position first, Position last) {
        Holds holds = new Holds();
        jdbc.query(
                generation.sql(FIRST_PARKED_AND_SKIPPED),
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", storeIds.toArray()));
                    statement.setInt(2, first.partition());
                    statement.setInt(3, first.partition());
                    statement.setLong(4, first.offset());
                    statement.setLong(5, last.offset());
                },
                row -> {
                    String storeId = row.getString("store_id");
                    String orderId = row.getString("order_id");
                    long skippedOffset = row.getLong("skipped_offset");
                    if (!row.wasNull()) {
                        holds.skippedOffsets.add(skippedOffset);
                    } else if (row.getString("scope").equals(Scope.STORE.columnValue())) {
                        holds.stores.add(storeId);
                    } else if (orderId != null) {
                        holds.orders.add(new RowKey(storeId, orderId));
                    }
                });
        return holds;
    }

    /** Returns holds that hold nothing back. */
    public static Holds none() {
        return new Holds();
    }

    public Holds copy() {
        Holds copy = new Holds();
        copy.stores.addAll(stores);
        copy.orders.addAll(orders);
        copy.skippedOffsets.addAll(skippedOffsets);
        return copy;
    }

    public void skip(long offset) {
        skippedOffsets.add(offset);
    }

    public boolean isSkipped(long offset) {
        return skippedOffsets.contains(offset);
    }

    public boolean holdsStore(@Nullable String storeId) {
        return storeId != null && stores.contains(storeId);
    }

    public boolean holdsOrder(@Nullable String storeId, @Nullable String orderId) {
        return storeId != null && orderId != null && orders.contains(new RowKey(storeId, orderId));
    }

    public void holdStore(String storeId) {
        stores.add(storeId);
    }

    public void releaseStore(String storeId) {
        stores.remove(storeId);
    }

    public void holdOrder(String storeId, String orderId) {
        orders.add(new RowKey(storeId, orderId));
    }
}
