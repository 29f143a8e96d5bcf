package io.tableorder.cli.backup;

import io.tableorder.cli.backup.AccountRows.Table;
import io.tableorder.wire.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the rows of accounts back, in one database transaction, into a schema of the version that they are of. */
final class AccountRestore implements AutoCloseable {

    private final DataSource database;
    private final String mark;
    private final boolean isDone;
    private final Connection connection;
    private @Nullable CopyIn rows;
    private long restored;

    /**
     * Begins, and refuses a database that is in use.
     *
     * @param mark tells this restore from others; it stands at the schema once the rows are there
     * @throws BackupException if there are accounts that are not this restore's, or read models
     */
    AccountRestore(DataSource database, String mark) {
        this.database = database;
        this.mark = mark;
        this.isDone = requireUnused(new JdbcTemplate(database), mark);
        try {
            connection = database.getConnection();
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw AccountRows.unwilling(e);
        }
    }

    /** Returns whether the rows are there already. */
    private static boolean requireUnused(JdbcTemplate jdbc, String mark) {
        if (AccountRows.isTrue(jdbc, "SELECT to_regclass('orders.projection_position') IS NOT NULL")
                && AccountRows.isTrue(jdbc, "SELECT EXISTS (SELECT FROM orders.projection_position)")) {
            throw new BackupException(
                    "The database has read models of another log, which this one's events would be taken for: name an empty database in DATABASE_URL");
        }
        if (!AccountRows.areThere(jdbc) || isEmpty(jdbc)) {
            return false;
        }
        if (jdbc.queryForList("SELECT obj_description('accounts'::regnamespace)", String.class)
                .contains(mark)) {
            return true;
        }
        throw new BackupException("The database has accounts already: name an empty database in DATABASE_URL");
    }

    private static boolean isEmpty(JdbcTemplate jdbc) {
        return AccountRows.tables(jdbc).stream()
                .noneMatch(table -> AccountRows.isTrue(
                        jdbc, "SELECT EXISTS (SELECT FROM accounts.\"%s\")".formatted(table.name())));
    }

    /** Takes the next record of the file. */
    void take(byte[] record, String place) {
        if (isDone) {
            return;
        }
        byte[] content = Arrays.copyOfRange(record, 1, record.length);
        try {
            switch (record[0]) {
                case AccountRows.VERSION -> migrate(Json.mapper().readValue(content, String.class));
                case AccountRows.TABLE -> begin(Json.mapper().readValue(content, Table.class));
                case AccountRows.ROW -> add(content, place);
                default -> throw new DamagedBackupException(place, "it is of no known kind");
            }
        } catch (SQLException e) {
            throw AccountRows.unwilling(e);
        }
    }

    private void migrate(String version) {
        try {
            var _ = Flyway.configure()
                    .dataSource(database)
                    .schemas("accounts")
                    .defaultSchema("accounts")
                    .table("flyway_schema_history")
                    .locations("classpath:db/accounts")
                    .target(version)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new BackupException(
                    "The accounts of the backup have schema version %s, which this program does not make: use the version that wrote the backup (%s)"
                            .formatted(version, e.getMessage()),
                    e);
        }
    }

    private void begin(Table table) throws SQLException {
        endTable();
        rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copy() + " FROM STDIN");
    }

    private void add(byte[] row, String place) throws SQLException {
        if (rows == null) {
            throw new DamagedBackupException(place, "it is a row of no SQL table");
        }
        rows.writeToCopy(row, 0, row.length);
        restored++;
    }

    private void endTable() throws SQLException {
        if (rows != null) {
            var _ = rows.endCopy();
            rows = null;
        }
    }

    /** Makes the rows visible, and returns how many there were. */
    long commit() {
        if (isDone) {
            return 0;
        }
        try {
            endTable();
            try (var statement = connection.createStatement()) {
                statement.execute("COMMENT ON SCHEMA accounts IS '%s'".formatted(mark));
            }
            connection.commit();
            return restored;
        } catch (SQLException e) {
            throw AccountRows.unwilling(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw AccountRows.unwilling(e);
        }
    }
}
