package io.tableorder.projector.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One rebuild at a time in a database, whatever process it runs in. PostgreSQL gives it up with the connection, so a
 * killed rebuild holds nobody back. Should the connection break under a living one, the positions' compare-and-set
 * keeps it and a second apart.
 */
public final class RebuildLock implements AutoCloseable {
    private static final String TAKE = "SELECT pg_try_advisory_lock(hashtextextended('table-order rebuild', 0))";

    private final Connection connection;

    private RebuildLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Takes the lock that only one rebuild has at a time.
     *
     * @throws RebuildFailedException when somebody else has it
     */
    public static RebuildLock take(DataSource database) {
        try {
            Connection connection = database.getConnection();
            var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            if (!Boolean.TRUE.equals(jdbc.queryForObject(TAKE, Boolean.class))) {
                connection.close();
                throw new RebuildFailedException("Another rebuild is under way: wait for it or stop it");
            }
            return new RebuildLock(connection);
        } catch (SQLException e) {
            throw new RebuildFailedException("PostgreSQL cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException | DataAccessException e) {
            // The connection broke, and the server has let go of the lock with it.
        }
    }
}
