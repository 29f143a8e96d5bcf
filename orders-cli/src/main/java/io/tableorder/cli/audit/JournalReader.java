package io.tableorder.cli.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The journal, and what was parked or skipped instead, in the order of the log, as the live read models show them. */
public final class JournalReader {
    /** A page takes some 1 MiB; each is a query of its own, so that an audit of years holds no transaction open. */
    static final int PAGE = 1_000;

    private static final String NEXT_OFFSET =
            "SELECT coalesce(max(next_offset), 0) FROM orders.projection_position WHERE log_partition = ?";

    private static final String JOURNAL = """
            SELECT log_offset, store_id, value, sequence, event_id, type, subject, version, event_time, actor_role,
                   actor_id, request_id, command_id, prev_hash, hash, true AS journalled
            FROM orders.journal WHERE log_partition = ? AND log_offset >= ? AND log_offset < ?""";

    /** This is what is in the log and cannot be, or shall not be, in the journal. */
    private static final String WITHHELD = """
            \nUNION ALL
            SELECT log_offset, store_id, value, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                   NULL, NULL, NULL, NULL, NULL, false
            FROM %s WHERE log_partition = ? AND log_offset >= ? AND log_offset < ?""";

    private static final String STARTS = "SELECT store_id, sequence, hash FROM orders.journal_start";
    private static final String OF_STORE = " AND store_id = ?";

    /** The last event of a store that retention has taken out. */
    record Start(long sequence, String hash) {}

    private final JdbcTemplate jdbc;
    private final List<String> selects;

    public JournalReader(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.selects = Stream.concat(
                        Stream.of(JOURNAL),
                        Stream.of("orders.parked_events", "orders.skipped_events")
                                .filter(this::isThere)
                                .map(WITHHELD::formatted))
                .toList();
    }

    /** Migrations come with the service, which may be older or newer than this. */
    private boolean isThere(String table) {
        return Boolean.TRUE.equals(jdbc.queryForObject("SELECT to_regclass(?) IS NOT NULL", Boolean.class, table));
    }

    /** Returns where journals start, by store; none for those whose journal begins at their first event. */
    Map<String, Start> starts() {
        Map<String, Start> starts = new HashMap<>();
        if (isThere("orders.journal_start")) {
            jdbc.query(STARTS, row -> {
                starts.put(row.getString("store_id"), new Start(row.getLong("sequence"), row.getString("hash")));
            });
        }
        return starts;
    }

    /** Returns the offset before which everything has been put into the read models. */
    long nextOffset(int partition) {
        Long next = jdbc.queryForObject(NEXT_OFFSET, Long.class, partition);
        return next == null ? 0 : next;
    }

    /**
     * Returns the first page of the entries from one offset up to, not including, another.
     *
     * @param storeId null for those of all stores
     */
    List<JournalEntry> page(int partition, long from, long to, @Nullable String storeId) {
        StringBuilder sql = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        for (String select : selects) {
            sql.append(select);
            parameters.addAll(List.of(partition, from, to));
            if (storeId != null) {
                sql.append(OF_STORE);
                parameters.add(storeId);
            }
        }
        sql.append("\nORDER BY log_offset LIMIT ").append(PAGE);
        return jdbc.query(sql.toString(), JournalReader::entry, parameters.toArray());
    }

    private static JournalEntry entry(ResultSet row, int number) throws SQLException {
        return new JournalEntry(
                row.getLong("log_offset"),
                row.getString("store_id"),
                row.getBytes("value"),
                row.getBoolean("journalled") ? columns(row) : null);
    }

    private static JournalEntry.Columns columns(ResultSet row) throws SQLException {
        return new JournalEntry.Columns(
                row.getLong("sequence"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("subject"),
                row.getObject("version", Integer.class),
                row.getObject("event_time", OffsetDateTime.class).toInstant(),
                row.getString("actor_role"),
                row.getString("actor_id"),
                row.getString("request_id"),
                row.getString("command_id"),
                row.getString("prev_hash"),
                row.getString("hash"));
    }
}
