package io.tableorder.projector.project;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.projector.parked.Scope;
import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.ParkedRow;
import io.tableorder.projector.table.Times;
import io.tableorder.wire.Topics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Parked records, read back as the log had them, and taken out of the table. */
public final class ParkedRecords {
    private static final String ALL = "SELECT * FROM generation.parked_events ";
    private static final String AT = "WHERE log_partition = ? AND log_offset = ?";
    private static final String OF_GROUP = """
            WHERE scope = ? AND store_id = ? AND (scope = 'store' OR order_id = ?) AND log_partition = ? AND log_offset > ?
            """;
    private static final String FIRST_OF_GROUP = """
            SELECT min(log_offset) FROM generation.parked_events
            WHERE scope = ? AND store_id = ? AND (scope = 'store' OR order_id = ?) AND log_partition = ?
                AND reason <> 'BEHIND_PARKED'""";
    private static final String SKIP = """
            WITH skipped AS (
                DELETE FROM generation.parked_events WHERE log_partition = ? AND log_offset = ? RETURNING *)
            INSERT INTO orders.skipped_events (log_partition, log_offset, scope, store_id, order_id, reason, detail, type,
                request_id, sequence, prev_hash, hash, record_time, headers, record_key, value, parked_at,
                skip_reason, skipped_by_role, skipped_by_id, skip_request_id)
            SELECT log_partition, log_offset, scope, store_id, order_id, reason, detail, type, request_id, sequence,
                prev_hash, hash, record_time, headers, record_key, value, parked_at, ?, ?, ?, ?
            FROM skipped ON CONFLICT (log_partition, log_offset) DO NOTHING""";
    /** Finds those with the same bytes that are no links of the hash chain, so that nothing depends on them. */
    private static final String SKIP_COPIES = SKIP.replace("log_partition = ? AND log_offset = ? RETURNING", """
            store_id = ? AND log_partition = ? AND log_offset < ? AND hash IS NULL
                AND encode(sha256(coalesce(value, '')), 'hex') = ? RETURNING""");

    private static final String NAMED = """
            WHERE store_id = ? AND log_partition = ? AND log_offset < ? AND reason <> 'BEHIND_PARKED'
                AND coalesce(hash, encode(sha256(coalesce(value, '')), 'hex')) = ?
            ORDER BY log_offset LIMIT 1""";
    private static final String IS_SKIPPED = "SELECT EXISTS (SELECT FROM orders.skipped_events " + AT + ")";
    private static final String DELETE = """
            DELETE FROM generation.parked_events WHERE log_partition = ? AND log_offset = ANY (?)""";

    /** A page is enough for a few round trips, and little enough to hold in memory. */
    static final int PAGE = 500;

    /**
     * It is a record that waits for a decision.
     *
     * @param record as it was consumed
     */
    public record Parked(
            Scope scope,
            @Nullable String storeId,
            @Nullable String orderId,
            ParkReason reason,
            ConsumerRecord<byte[], byte[]> record) {
        public Position position() {
            return new Position(record.partition(), record.offset());
        }
    }

    private final Generation generation;
    private final JdbcTemplate jdbc;

    public ParkedRecords(Generation generation, JdbcTemplate jdbc) {
        this.generation = generation;
        this.jdbc = jdbc;
    }

    public Optional<Parked> find(Position position) {
        return jdbc
                .query(generation.sql(ALL + AT), (row, _) -> read(row), position.partition(), position.offset())
                .stream()
                .findFirst();
    }

    /**
     * Returns those that wait with the one given, itself included, behind an offset and in the log's order; a page of
     * them.
     */
    List<Parked> waitingWith(Parked one, long afterOffset) {
        return jdbc.query(
                generation.sql(ALL + OF_GROUP + "ORDER BY log_offset LIMIT " + PAGE),
                (row, _) -> read(row),
                one.scope().columnValue(),
                one.storeId(),
                one.orderId(),
                one.record().partition(),
                afterOffset);
    }

    /** Returns the one that holds the given one back. */
    public Position firstOf(Parked one) {
        Long offset = jdbc.queryForObject(
                generation.sql(FIRST_OF_GROUP),
                Long.class,
                one.scope().columnValue(),
                one.storeId(),
                one.orderId(),
                one.record().partition());
        return offset == null ? one.position() : new Position(one.record().partition(), offset);
    }

    public void skip(Position position, SkipDecision decision) {
        jdbc.update(
                generation.sql(SKIP),
                position.partition(),
                position.offset(),
                decision.reason(),
                decision.actor().role().wireName(),
                decision.actor().id(),
                decision.requestId());
    }

    /**
     * Returns the record that a decision is about, if it holds others back here.
     *
     * @param recordHash as the decision names it
     * @param before where the decision stands
     */
    Optional<Parked> named(String storeId, String recordHash, Position before) {
        return jdbc
                .query(
                        generation.sql(ALL + NAMED),
                        (row, _) -> read(row),
                        storeId,
                        before.partition(),
                        before.offset(),
                        recordHash)
                .stream()
                .findFirst();
    }

    /** Leaves out what waits and has the bytes of a record that is left out. */
    void skipCopies(String storeId, String recordHash, Position before, SkipDecision decision) {
        jdbc.update(
                generation.sql(SKIP_COPIES),
                storeId,
                before.partition(),
                before.offset(),
                recordHash,
                decision.reason(),
                decision.actor().role().wireName(),
                decision.actor().id(),
                decision.requestId());
    }

    /** Returns whether somebody decided, in any generation, to leave the event out. */
    public boolean isSkipped(Position position) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(IS_SKIPPED, Boolean.class, position.partition(), position.offset()));
    }

    public void delete(int partition, Collection<Long> offsets) {
        if (!offsets.isEmpty()) {
            jdbc.update(generation.sql(DELETE), statement -> {
                statement.setInt(1, partition);
                statement.setArray(2, statement.getConnection().createArrayOf("bigint", offsets.toArray()));
            });
        }
    }

    private static Parked read(ResultSet row) throws SQLException {
        byte[] key = row.getBytes("record_key");
        byte[] value = row.getBytes("value");
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                Topics.ORDER_EVENTS,
                row.getInt("log_partition"),
                row.getLong("log_offset"),
                Times.get(row, "record_time").toEpochMilli(),
                TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                ParkedRow.headers(row.getString("headers")),
                Optional.empty());
        return new Parked(
                Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                row.getString("store_id"),
                row.getString("order_id"),
                ParkReason.valueOf(row.getString("reason")),
                record);
    }
}
