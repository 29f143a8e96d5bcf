package io.tableorder.projector.table;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Events that may become slips, noted in the transaction that folds them, so that each is printed if and only if it is folded. All
 * else about printing happens elsewhere: a printer never holds the projection up.
 */
public final class PrintEvent {

    /** So long after it happened an event may still be printed; nobody wants yesterday's orders at opening. */
    public static final int HOURS_TO_PRINT = 6;

    /**
     * Nothing is printed of a generation that is not live, nor of a store without printers. PostgreSQL finds out once for all
     * rows whether the generation is live.
     */
    private static final String NOTE = """
            INSERT INTO orders.print_events (log_partition, log_offset, store_id, event_time)
            SELECT e.* FROM unnest(?::integer[], ?::bigint[], ?::text[], ?::timestamptz[])
                AS e (log_partition, log_offset, store_id, event_time)
            WHERE EXISTS (SELECT FROM orders.generations WHERE schema = ? AND state = 'live')
              AND e.event_time > greatest((SELECT since FROM orders.print_start), now() - make_interval(hours => ?))
              AND EXISTS (SELECT FROM generation.printers AS p WHERE p.store_id = e.store_id)
            ON CONFLICT DO NOTHING""";

    private PrintEvent() {}

    /** Takes those of the journal's new rows that somebody may want on paper. The stores' printers are to be there already. */
    public static void flush(JdbcTemplate jdbc, Generation generation, List<JournalRow> journal) {
        List<RecordedEvent> events = journal.stream()
                .map(JournalRow::recorded)
                .filter(PrintEvent::maybePrinted)
                .toList();
        if (events.isEmpty()) {
            return;
        }
        jdbc.update(generation.sql(NOTE), statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "integer",
                            events.stream()
                                    .map(event -> event.position().partition())
                                    .toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            events.stream()
                                    .map(event -> event.position().offset())
                                    .toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", events.stream().map(RecordedEvent::storeId).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "timestamptz",
                            events.stream()
                                    .map(event -> OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC))
                                    .toArray()));
            statement.setString(5, generation.schema());
            statement.setInt(6, HOURS_TO_PRINT);
        });
    }

    private static boolean maybePrinted(RecordedEvent recorded) {
        return recorded.event() instanceof OrderEvent.Placed
                || recorded.event() instanceof OrderEvent.ItemRemoved
                || recorded.event() instanceof OrderEvent.Cancelled
                || recorded.event() instanceof OrderEvent.Moved
                || recorded.event() instanceof PrinterEvent.ReprintRequested;
    }
}
