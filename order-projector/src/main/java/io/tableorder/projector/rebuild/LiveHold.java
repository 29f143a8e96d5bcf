package io.tableorder.projector.rebuild;

import io.tableorder.projector.table.Generation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A transaction in which a generation's positions stand still: no batch is under way in it and none begins. Queries go on
 * as ever, and what the projection had in hand it does afterwards. Undone by {@link #close} unless committed.
 */
final class LiveHold implements AutoCloseable {
    private final Connection connection;
    private final JdbcTemplate jdbc;
    private final Generation generation;

    private LiveHold(Connection connection, Generation generation) {
        this.connection = connection;
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.generation = generation;
    }

    /** @param patience with the batches under way */
    static LiveHold take(DataSource database, Generation generation, Duration patience) {
        LiveHold hold = null;
        try {
            Connection connection = database.getConnection();
            hold = new LiveHold(connection, generation);
            connection.setAutoCommit(false);
            hold.jdbc.execute("SET LOCAL synchronous_commit TO DEFAULT");
            hold.jdbc.execute("SET LOCAL lock_timeout = " + patience.toMillis());
            hold.standStill(generation);
            return hold;
        } catch (SQLException e) {
            throw new RebuildFailedException("PostgreSQL cannot be reached: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (hold != null) {
                hold.close();
            }
            throw e;
        }
    }

    /** Whoever moves a position waits from here on, and finds out afterwards whether it still may. */
    void standStill(Generation other) {
        jdbc.execute("LOCK TABLE " + other.schema() + ".projection_position IN EXCLUSIVE MODE");
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    Map<Integer, Long> positions() {
        return positions(jdbc, generation);
    }

    /** Returns the positions by partition, those included that have no events yet. */
    static Map<Integer, Long> positions(JdbcTemplate jdbc, Generation generation) {
        Map<Integer, Long> positions = new HashMap<>();
        jdbc.query(generation.sql("SELECT log_partition, next_offset FROM generation.projection_position"), row -> {
            positions.put(row.getInt(1), row.getLong(2));
        });
        return positions;
    }

    void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new RebuildFailedException("Whether the switch was done is not known: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The server has let go of it by itself.
        }
    }
}
