package io.tableorder.api.query;

import io.tableorder.board.CallView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what guests have called for. */
@Component
final class CallReads {
    private static final String OPEN = """
            SELECT call_id, kind, table_id, table_number, session_id, called_at, ended_at
            FROM orders.calls WHERE store_id = :store AND ended_at IS NULL ORDER BY called_at, call_id""";

    /** The newest of each kind says how the table stands: nobody has called, somebody is waited for, or is coming. */
    private static final String LATEST = """
            SELECT DISTINCT ON (kind) call_id, kind, table_id, table_number, session_id, called_at, ended_at
            FROM orders.calls
            WHERE store_id = :store AND table_id = :table AND called_at >= :since
              AND (ended_at IS NULL OR outcome = 'ANSWERED')
            ORDER BY kind, called_at DESC, call_id DESC""";

    private final JdbcClient jdbc;

    CallReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the store's open calls, the longest waiting first. */
    List<CallView> open(String storeId) {
        return jdbc.sql(OPEN)
                .param("store", storeId)
                .query((row, _) -> view(row))
                .list();
    }

    /** Returns the newest call of each kind at a table that is open or was answered. */
    List<CallView> latest(String storeId, String tableId, Instant since) {
        return jdbc.sql(LATEST)
                .param("store", storeId)
                .param("table", tableId)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> view(row))
                .list();
    }

    private static CallView view(ResultSet row) throws SQLException {
        return new CallView(
                row.getString("call_id"),
                row.getString("kind"),
                row.getString("table_id"),
                row.getInt("table_number"),
                row.getString("session_id"),
                row.getObject("called_at", OffsetDateTime.class).toInstant(),
                Times.find(row, "ended_at"));
    }
}
