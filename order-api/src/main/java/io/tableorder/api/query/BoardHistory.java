package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.store.Floor;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.Order;
import io.tableorder.store.Session;
import io.tableorder.store.Table;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.UnreadableEventException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A store's board as it was: the sessions that were open, their orders' events folded again. Costs what that board held,
 * however long the store has been open.
 */
@Component
final class BoardHistory {

    private static final String PARKED = """
            SELECT log_partition, log_offset FROM orders.parked_events
            WHERE store_id = :store AND record_time <= :at ORDER BY log_offset LIMIT 1""";

    private static final String LAST_EVENT = """
            SELECT log_partition, log_offset FROM orders.journal
            WHERE store_id = :store AND event_time <= :at ORDER BY event_time DESC, sequence DESC LIMIT 1""";

    /**
     * Sessions that never moved do not overlap at their table, so of the ended ones only the last begun can have been open.
     * Bills that were paid apart and at once were never open.
     */
    private static final String TABLES = """
            SELECT t.table_id, t.table_number, t.table_name, t.area, s.session_id, s.started_at
            FROM orders.tables t
            LEFT JOIN LATERAL (
                SELECT session_id, started_at FROM (
                    (SELECT session_id, started_at, ended_at FROM orders.sessions
                     WHERE store_id = t.store_id AND table_id = t.table_id
                       AND ended_at IS NOT NULL AND started_at <= :at AND seated_at IS NULL AND ended_at > started_at
                     ORDER BY started_at DESC, ended_at DESC LIMIT 1)
                    UNION ALL
                    SELECT session_id, started_at, ended_at FROM orders.sessions
                    WHERE store_id = t.store_id AND session_id = t.session_id AND started_at <= :at
                      AND seated_at IS NULL) AS last_begun
                WHERE ended_at IS NULL OR ended_at > :at) AS s ON true
            WHERE t.store_id = :store AND t.added_at <= :at AND (t.removed_at IS NULL OR t.removed_at > :at)""";

    /** The sessions that were open and have moved some time, with the first move behind that time, if there is one. */
    private static final String MOVED = """
            SELECT s.session_id, s.started_at, s.table_id, j.log_partition, j.log_offset, j.value
            FROM orders.sessions s
            LEFT JOIN LATERAL (
                SELECT log_partition, log_offset, value FROM orders.journal
                WHERE store_id = s.store_id AND subject = s.session_id AND s.seated_at > :at
                  AND event_time > :at AND type = 'io.tableorder.session.moved.v1'
                ORDER BY sequence LIMIT 1) AS j ON true
            WHERE s.store_id = :store AND s.seated_at IS NOT NULL AND tstzrange(s.started_at, s.ended_at) @> CAST(:at AS timestamptz)""";

    /** What became of the sessions' orders since: they may be in the session of others, or in one of their own. */
    private static final String PARTINGS = """
            SELECT log_partition, log_offset, value FROM orders.journal
            WHERE store_id = :store AND subject IN (:sessions) AND event_time > :at
              AND type IN ('io.tableorder.session.merged.v1', 'io.tableorder.session.split.v1')""";

    private static final String FIRST_ORDER = """
            SELECT min(ordered_at) FROM orders.orders
            WHERE store_id = :store AND session_id IN (:sessions) AND ordered_at <= :at""";

    private static final String ORDER_EVENTS = """
            SELECT j.log_partition, j.log_offset, j.value
            FROM orders.orders o JOIN orders.journal j ON j.store_id = o.store_id AND j.subject = o.order_id
            WHERE o.store_id = :store AND o.session_id IN (:sessions) AND o.ordered_at <= :at
              AND j.event_time <= :at AND j.event_time >= :since
            ORDER BY j.sequence""";

    private record Event(Position position, byte[] value) {}

    private final ReadModels readModels;
    private final JournalStarts starts;
    private final JdbcClient jdbc;
    private final FreeTexts texts;
    private final EventCodec codec = new EventCodec();

    BoardHistory(ReadModels readModels, JournalStarts starts, JdbcClient jdbc, FreeTexts texts) {
        this.texts = texts;
        this.readModels = readModels;
        this.starts = starts;
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 409 when an event of that past is parked, 410 when one it needs is not kept any more */
    BoardView boardAt(String storeId, Instant time) {
        OffsetDateTime at = Times.storable(time).atOffset(ZoneOffset.UTC);
        return readModels.read(() -> {
            position(PARKED, storeId, at).ifPresent(BoardHistory::refuse);
            JournalStarts.Start kept = starts.of(storeId);
            kept.requireBefore(at.toInstant());
            Position last = position(LAST_EVENT, storeId, at).orElse(kept.position());
            return BoardView.of(storeId, last, floor(storeId, at, kept), texts);
        });
    }

    private static void refuse(Object parked) {
        throw new ProblemException(ErrorCode.CONFLICT, ApiText.HISTORY_INTERRUPTED.with(parked));
    }

    private Optional<Position> position(String sql, String storeId, OffsetDateTime at) {
        return ask(sql, storeId, at).query((row, _) -> position(row)).optional();
    }

    /** @param kept before which the journal is not kept any more; a session with orders from there cannot be folded */
    private Floor floor(String storeId, OffsetDateTime at, JournalStarts.Start kept) {
        Map<String, Table> tables = ask(TABLES, storeId, at).query((row, _) -> table(row)).list().stream()
                .collect(Collectors.toMap(Table::tableId, table -> table));
        for (Seated seated :
                ask(MOVED, storeId, at).query((row, _) -> seated(row)).list()) {
            tables.computeIfPresent(seated.tableId(), (_, table) -> with(table, seated.session()));
        }
        Map<String, List<Order>> orders = ordersBySession(storeId, at, kept, sessionIds(tables.values()));
        return Floor.of(
                tables.values().stream().map(table -> withOrders(table, orders)).toList(),
                sessionIds(tables.values()).stream()
                        .flatMap(sessionId -> orders.getOrDefault(sessionId, List.of()).stream())
                        .toList());
    }

    private static Set<String> sessionIds(Collection<Table> tables) {
        return tables.stream()
                .map(Table::session)
                .filter(Objects::nonNull)
                .map(Session::sessionId)
                .collect(Collectors.toSet());
    }

    private Map<String, List<Order>> ordersBySession(
            String storeId, OffsetDateTime at, JournalStarts.Start kept, Set<String> open) {
        if (open.isEmpty()) {
            return Map.of();
        }
        Set<String> later = withPartings(storeId, at, open);
        OffsetDateTime since = ask(FIRST_ORDER, storeId, at)
                .param("sessions", later)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .orElse(null);
        if (since == null) {
            return Map.of();
        }
        kept.requireBefore(since.toInstant());
        Map<String, Order> orders = new HashMap<>();
        ask(ORDER_EVENTS, storeId, at)
                .param("sessions", later)
                .param("since", since)
                .query((row, _) -> event(row))
                .list()
                .forEach(event -> fold(orders, event));
        return orders.values().stream().collect(Collectors.groupingBy(Order::sessionId));
    }

    /** Adds the sessions in which their orders are now. Each round follows the last one's; most need none. */
    private Set<String> withPartings(String storeId, OffsetDateTime at, Set<String> open) {
        Set<String> all = new HashSet<>(open);
        Set<String> fresh = open;
        while (!fresh.isEmpty()) {
            Set<String> found =
                    ask(PARTINGS, storeId, at).param("sessions", fresh).query((row, _) -> event(row)).list().stream()
                            .map(event -> partedTo(decode(event)))
                            .collect(Collectors.toSet());
            found.removeAll(all);
            all.addAll(found);
            fresh = found;
        }
        return all;
    }

    private static String partedTo(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case SessionEvent.Merged merged -> merged.intoSessionId();
            case SessionEvent.Split split -> split.newSessionId();
            default -> throw new IllegalStateException("Asked for merges and splits only: " + recorded.event());
        };
    }

    private void fold(Map<String, Order> orders, Event event) {
        RecordedEvent recorded = decode(event);
        if (recorded.event() instanceof OrderEvent change) {
            try {
                orders.put(
                        change.orderId(),
                        Order.evolve(orders.get(change.orderId()), change, recorded.time(), recorded.position()));
            } catch (ImpossibleEventException e) {
                throw interrupted(e);
            }
        }
    }

    private RecordedEvent decode(Event event) {
        try {
            return codec.decode(event.value(), event.position());
        } catch (UnreadableEventException e) {
            throw interrupted(e);
        }
    }

    private static ProblemException interrupted(RuntimeException e) {
        return new ProblemException(
                ErrorCode.CONFLICT, ApiText.HISTORY_INTERRUPTED.with(String.valueOf(e.getMessage())));
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(position(row), row.getBytes("value"));
    }

    /** A session, and the table at which it was. */
    private record Seated(String tableId, Session session) {}

    private Seated seated(ResultSet row) throws SQLException {
        Session session = Objects.requireNonNull(session(row));
        byte[] move = row.getBytes("value");
        if (move == null) {
            return new Seated(row.getString("table_id"), session);
        }
        return decode(new Event(position(row), move)).event() instanceof SessionEvent.Moved moved
                ? new Seated(moved.fromTableId(), session)
                : new Seated(row.getString("table_id"), session);
    }

    private static Table with(Table table, Session session) {
        return new Table(
                table.tableId(), table.tableNumber(), table.tableName(), table.area(), table.accessSince(), session);
    }

    private static Table withOrders(Table table, Map<String, List<Order>> bySession) {
        Session session = table.session();
        if (session == null) {
            return table;
        }
        List<Order> orders = bySession.getOrDefault(session.sessionId(), List.of());
        List<Order> counting = orders.stream()
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .toList();
        return with(
                table,
                new Session(
                        session.sessionId(),
                        session.startedAt(),
                        TreePVector.from(orders.stream().map(Order::orderId).toList()),
                        counting.stream().mapToLong(Order::totalAmount).sum(),
                        counting.size()));
    }

    private JdbcClient.StatementSpec ask(String sql, String storeId, OffsetDateTime at) {
        return jdbc.sql(sql).param("store", storeId).param("at", at);
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(row.getInt("log_partition"), row.getLong("log_offset"));
    }

    private static Table table(ResultSet row) throws SQLException {
        return new Table(
                row.getString("table_id"),
                row.getInt("table_number"),
                row.getString("table_name"),
                row.getString("area"),
                null,
                session(row));
    }

    private static @Nullable Session session(ResultSet row) throws SQLException {
        String sessionId = row.getString("session_id");
        return sessionId == null
                ? null
                : new Session(
                        sessionId,
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        TreePVector.empty(),
                        0,
                        0);
    }
}
