package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.Position;
import java.time.Instant;
import java.util.List;

/**
 * The end of a store's hash chain as far as it is folded in.
 *
 * @param unverified parked records since, of which nobody can say whether they were links of the hash chain
 */
public record HeadRow(String storeId, Position position, long sequence, String hash, Instant time, int unverified) {

    public static SqlTable<HeadRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "store_heads",
                1,
                List.of(
                        of("store_id", "text", HeadRow::storeId),
                        of("log_partition", "integer", row -> row.position().partition()),
                        of("log_offset", "bigint", row -> row.position().offset()),
                        of("sequence", "bigint", HeadRow::sequence),
                        of("hash", "text", HeadRow::hash),
                        of("event_time", "timestamptz", HeadRow::time),
                        of("unverified", "integer", HeadRow::unverified)),
                (row, _) -> new HeadRow(
                        row.getString("store_id"),
                        new Position(row.getInt("log_partition"), row.getLong("log_offset")),
                        row.getLong("sequence"),
                        row.getString("hash"),
                        Times.get(row, "event_time"),
                        row.getInt("unverified")));
    }

    public RowKey key() {
        return StoreRow.keyOf(storeId);
    }
}
