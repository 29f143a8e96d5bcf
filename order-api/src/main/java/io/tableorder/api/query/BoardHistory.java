package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.board.BoardView;
import io.tableorder.event.Position;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.store.Floor;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.Session;
import io.tableorder.store.Table;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.UnreadableEventException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
     * A table's sessions do not overlap, so of the ended ones only the last begun can have been open. Those that began in
     * one instant ended in it, all but the last.
     */
    private static final String TABLES = """
            SELECT t.table_id, t.table_number, t.table_name, t.area, s.session_id, s.started_at
            FROM orders.tables t
            LEFT JOIN LATERAL (
                SELECT session_id, started_at FROM (
                    (SELECT session_id, started_at, ended_at FROM orders.sessions
                     WHERE store_id = t.store_id AND table_id = t.table_id
                       AND ended_at IS NOT NULL AND started_at <= :at
                     ORDER BY started_at DESC, ended_at DESC LIMIT 1)
                    UNION ALL
                    SELECT session_id, started_at, ended_at FROM orders.sessions
                    WHERE store_id = t.store_id AND session_id = t.session_id AND started_at <= :at) AS last_begun
                WHERE ended_at IS NULL OR ended_at > :at) AS s ON true
            WHERE t.store_id = :store AND t.added_at <= :at AND (t.removed_at IS NULL OR t.removed_at > :at)""";

    private static final String ORDER_EVENTS = """
            SELECT j.log_partition, j.log_offset, j.value
            FROM orders.orders o JOIN orders.journal j ON j.store_id = o.store_id AND j.subject = o.order_id
            WHERE o.store_id = :store AND o.session_id IN (:sessions) AND o.ordered_at <= :at
              AND j.event_time <= :at AND j.event_time >= :since
            ORDER BY j.sequence""";

    private record Event(Position position, byte[] value) {}

    private final ReadModels readModels;
    private final JournalFloors floors;
    private final JdbcClient jdbc;
    private final EventCodec codec = new EventCodec();

    BoardHistory(ReadModels readModels, JournalFloors floors, JdbcClient jdbc) {
        this.readModels = readModels;
        this.floors = floors;
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 409 when an event of that past is parked, 410 when one it needs is not kept any more */
    BoardView boardAt(String storeId, Instant time) {
        OffsetDateTime at = Times.storable(time).atOffset(ZoneOffset.UTC);
        return readModels.read(() -> {
            position(PARKED, storeId, at).ifPresent(BoardHistory::refuse);
            JournalFloors.Floor kept = floors.of(storeId);
            kept.requireBefore(at.toInstant());
            Position last = position(LAST_EVENT, storeId, at).orElse(kept.position());
            return BoardView.of(storeId, last, floor(storeId, at, kept));
        });
    }

    private static void refuse(Object parked) {
        throw new ProblemException(ErrorCode.CONFLICT, ApiText.HISTORY_INTERRUPTED.with(parked));
    }

    private Optional<Position> position(String sql, String storeId, OffsetDateTime at) {
        return ask(sql, storeId, at).query((row, _) -> position(row)).optional();
    }

    /** @param kept before which the journal is not kept any more; a session that began there cannot be folded */
    private Floor floor(String storeId, OffsetDateTime at, JournalFloors.Floor kept) {
        List<Table> tables =
                ask(TABLES, storeId, at).query((row, _) -> table(row)).list();
        List<Session> sessions =
                tables.stream().map(Table::session).filter(Objects::nonNull).toList();
        Floor floor = Floor.of(tables, List.of());
        if (sessions.isEmpty()) {
            return floor;
        }
        Instant since = sessions.stream()
                .map(Session::startedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        kept.requireBefore(since);
        List<Event> events = ask(ORDER_EVENTS, storeId, at)
                .param("sessions", sessions.stream().map(Session::sessionId).toList())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Event(position(row), row.getBytes("value")))
                .list();
        for (Event event : events) {
            floor = next(floor, event);
        }
        return floor;
    }

    private Floor next(Floor floor, Event event) {
        try {
            return floor.evolve(codec.decode(event.value(), event.position()));
        } catch (ImpossibleEventException | UnreadableEventException e) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, ApiText.HISTORY_INTERRUPTED.with(String.valueOf(e.getMessage())));
        }
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
