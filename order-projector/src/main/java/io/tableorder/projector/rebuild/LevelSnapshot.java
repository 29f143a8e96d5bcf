package io.tableorder.projector.rebuild;

import io.tableorder.projector.table.Generation;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A moment at which both generations stood at the same positions, to be read for as long as it takes. */
final class LevelSnapshot implements AutoCloseable {
    private final Connection connection;
    private final JdbcTemplate jdbc;

    private LevelSnapshot(Connection connection) {
        this.connection = connection;
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    static LevelSnapshot take(RebuildDatabase database, CatchUp catchUp, Generation live) {
        return catchUp.whenLevel(database, live, _ -> open(database));
    }

    private static LevelSnapshot open(RebuildDatabase database) {
        try {
            Connection connection = database.dataSource().getConnection();
            LevelSnapshot snapshot = new LevelSnapshot(connection);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            // The first query is what fixes the snapshot.
            snapshot.jdbc.queryForObject("SELECT pg_current_snapshot()::text", String.class);
            return snapshot;
        } catch (SQLException e) {
            throw new RebuildFailedException("PostgreSQL cannot be reached: " + e.getMessage(), e);
        }
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // The server has let go of it by itself.
        }
    }
}
