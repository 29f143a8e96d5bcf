package io.tableorder.operability.health;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Ready when a connection can be had and answers. For a service that cannot work without its database. */
public final class DatabaseCheck implements ReadinessCheck {

    private static final int ANSWER_SECONDS = 1;

    private final DataSource database;

    public DatabaseCheck(DataSource database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean isExternal() {
        return true;
    }

    @Override
    public void check() throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("The connection does not answer");
            }
        }
    }
}
