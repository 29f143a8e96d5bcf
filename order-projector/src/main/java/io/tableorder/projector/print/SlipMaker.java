package io.tableorder.projector.print;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Position;
import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.print.OrderSoFar.News;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes slips of the events that the projection has noted, each event's in the transaction that takes it: once, and in the order of
 * the log. One instance at a time does so, which PostgreSQL sees to.
 */
final class SlipMaker {
    private static final Logger LOG = LoggerFactory.getLogger(SlipMaker.class);

    /** So many events are taken in one transaction: a second's worth of a busy platform, made in a fraction of it. */
    static final int EVENTS_A_ROUND = 100;

    private static final String ALONE =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('table-order print slips', 0))";
    private static final String UNTAKEN = """
            SELECT log_partition, log_offset, store_id, event_time FROM orders.print_events WHERE NOT taken
            ORDER BY log_partition, log_offset LIMIT ?""";
    private static final String TAKE =
            "UPDATE orders.print_events SET taken = true WHERE log_partition = ? AND log_offset = ?";

    /** The times are bounds for PostgreSQL, which keeps the journal by months. */
    private static final String EVENT = """
            SELECT log_partition, log_offset, value FROM orders.journal
            WHERE log_partition = ? AND log_offset = ? AND event_time BETWEEN ?::timestamptz - interval '1 s'
                AND ?::timestamptz + interval '1 s'""";

    private static final String OF_ORDER = """
            SELECT log_partition, log_offset, value FROM orders.journal
            WHERE store_id = ? AND subject = ? AND sequence < ? ORDER BY sequence""";
    private static final String TABLE_NAME = "SELECT table_name FROM orders.tables WHERE store_id = ? AND table_id = ?";
    private static final String ORDER_NUMBER =
            "SELECT order_number FROM orders.orders WHERE store_id = ? AND order_id = ?";
    private static final String INSERT = """
            INSERT INTO orders.print_slips (store_id, printer_id, slip_number, kind, order_id, order_number, origin_number,
                table_label, from_table, lines, event_time)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING""";

    private record Noted(int partition, long offset, String storeId, OffsetDateTime time) {}

    private final EventCodec codec = new EventCodec();
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    SlipMaker(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Takes the next events.
     *
     * @return how many; fewer than {@link #EVENTS_A_ROUND} when there are no more, or another instance takes them
     * @throws DataAccessException when PostgreSQL does not answer; nothing is taken then
     */
    int makeSome() {
        Integer taken = transactions.execute(_ -> {
            if (!Boolean.TRUE.equals(jdbc.queryForObject(ALONE, Boolean.class))) {
                return 0;
            }
            List<Noted> events = jdbc.query(
                    UNTAKEN,
                    (row, _) -> new Noted(
                            row.getInt("log_partition"),
                            row.getLong("log_offset"),
                            row.getString("store_id"),
                            row.getObject("event_time", OffsetDateTime.class)),
                    EVENTS_A_ROUND);
            Map<String, StorePrinters> printers = new HashMap<>();
            for (Noted event : events) {
                makeOrTell(event, printers.computeIfAbsent(event.storeId(), id -> StorePrinters.read(jdbc, id)));
                var _ = jdbc.update(TAKE, event.partition(), event.offset());
            }
            return events.size();
        });
        return taken == null ? 0 : taken;
    }

    /** One event of which no slip can be made does not hold up all others. */
    private void makeOrTell(Noted noted, StorePrinters printers) {
        try {
            make(noted, printers);
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("No slip can be made of the event at {}-{}", noted.partition(), noted.offset(), e);
        }
    }

    private void make(Noted noted, StorePrinters printers) {
        Optional<RecordedEvent> recorded =
                jdbc.query(EVENT, this::event, noted.partition(), noted.offset(), noted.time(), noted.time()).stream()
                        .findFirst();
        if (recorded.isEmpty()) {
            // It was left out of the read models by decision since it was noted.
            LOG.warn("The event at {}-{} is not in the journal, and is not printed", noted.partition(), noted.offset());
            return;
        }
        RecordedEvent event = recorded.get();
        if (event.event() instanceof PrinterEvent.ReprintRequested(String printerId, String orderId)) {
            order(event, orderId)
                    .ifPresent(order -> printers.printer(printerId)
                            .ifPresent(printer -> insert(event, order, order.onceMore(), printer, printers)));
        } else if (event.event() instanceof OrderEvent happened) {
            makeNews(event, happened, printers);
        }
    }

    private void makeNews(RecordedEvent recorded, OrderEvent event, StorePrinters printers) {
        Optional<OrderSoFar> order =
                event instanceof OrderEvent.Begun ? OrderSoFar.of(List.of(recorded)) : order(recorded, event.orderId());
        order.ifPresent(known -> known.newsOf(event)
                .ifPresent(
                        news -> printers.all().forEach(printer -> insert(recorded, known, news, printer, printers))));
    }

    private RecordedEvent event(ResultSet row, int number) throws SQLException {
        return codec.decode(
                row.getBytes("value"), new Position(row.getInt("log_partition"), row.getLong("log_offset")));
    }

    /** Returns the order as it was before the event. */
    private Optional<OrderSoFar> order(RecordedEvent before, String orderId) {
        Optional<OrderSoFar> order =
                OrderSoFar.of(jdbc.query(OF_ORDER, this::event, before.storeId(), orderId, before.sequence()));
        if (order.isEmpty()) {
            LOG.warn(
                    "Order {} begins nowhere in the journal, and the event at {} is not printed",
                    orderId,
                    before.position());
        }
        return order;
    }

    private void insert(RecordedEvent event, OrderSoFar order, News news, Printer printer, StorePrinters printers) {
        List<OrderLine> lines = printers.linesFor(printer, news.lines());
        if (lines.isEmpty()) {
            return;
        }
        String storeId = event.storeId();
        OrderSoFar seated = event.event() instanceof OrderEvent.Moved moved ? order.after(moved) : order;
        var _ = jdbc.update(
                INSERT,
                storeId,
                printer.printerId(),
                event.sequence(),
                news.kind().name(),
                order.begun().orderId(),
                order.begun().orderNumber(),
                originNumber(storeId, order),
                tableLabel(storeId, seated),
                seated.tableId().equals(order.tableId()) ? null : tableLabel(storeId, order),
                Json.mapper()
                        .writeValueAsString(lines.stream().map(Slip.Line::of).toList()),
                OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC));
    }

    private @Nullable Integer originNumber(String storeId, OrderSoFar order) {
        String from = order.fromOrderId();
        return from == null
                ? null
                : jdbc.queryForList(ORDER_NUMBER, Integer.class, storeId, from).stream()
                        .findFirst()
                        .orElse(null);
    }

    private String tableLabel(String storeId, OrderSoFar order) {
        return jdbc
                .query(TABLE_NAME, (row, _) -> Optional.ofNullable(row.getString(1)), storeId, order.tableId())
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> String.valueOf(order.tableNumber()));
    }
}
