package io.tableorder.cli.backup;

import io.tableorder.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The rows of PostgreSQL's schema {@code accounts}, which are in no log: all its SQL tables, as they are at one moment. */
final class AccountRows {

    /** The schema's version, an SQL table, and a row of it: what a record of the file is. */
    static final byte VERSION = 'V';

    static final byte TABLE = 'T';
    static final byte ROW = 'R';

    private static final String ARE_THERE = "SELECT to_regclass('accounts.flyway_schema_history') IS NOT NULL";
    private static final String TABLES = """
            SELECT tablename FROM pg_tables WHERE schemaname = 'accounts' AND tablename <> 'flyway_schema_history'
            ORDER BY tablename""";
    private static final String COLUMNS = """
            SELECT quote_ident(column_name) FROM information_schema.columns
            WHERE table_schema = 'accounts' AND table_name = ? AND is_generated = 'NEVER' ORDER BY ordinal_position""";
    private static final String SCHEMA_VERSION = """
            SELECT version FROM accounts.flyway_schema_history WHERE success AND version IS NOT NULL
            ORDER BY installed_rank DESC LIMIT 1""";

    /** An SQL table as it is named in a file. */
    record Table(String name, List<String> columns) {

        String copy() {
            return "COPY accounts.\"%s\" (%s)".formatted(name, String.join(", ", columns));
        }
    }

    private AccountRows() {}

    /**
     * Writes all rows as they are at one moment.
     *
     * @throws BackupException if the database is away, or has no accounts
     */
    static void write(DataSource database, BackupFileWriter file) throws IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            if (!areThere(jdbc)) {
                throw new BackupException(
                        "The database of DATABASE_URL has no accounts: name the one that order-api uses, or add --log-only");
            }
            String version = jdbc.queryForList(SCHEMA_VERSION, String.class).getFirst();
            file.write(tagged(VERSION, Json.mapper().writeValueAsBytes(version)));
            for (Table table : tables(jdbc)) {
                file.write(tagged(TABLE, Json.mapper().writeValueAsBytes(table)));
                CopyOut rows =
                        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copy() + " TO STDOUT");
                for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
                    file.write(tagged(ROW, row));
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw unwilling(e);
        }
    }

    private static byte[] tagged(byte tag, byte[] content) {
        return ByteBuffer.allocate(content.length + 1).put(tag).put(content).array();
    }

    static BackupException unwilling(SQLException e) {
        return new BackupException("The database does not do it: " + e.getMessage(), e);
    }

    static boolean areThere(JdbcTemplate jdbc) {
        return isTrue(jdbc, ARE_THERE);
    }

    static boolean isTrue(JdbcTemplate jdbc, String question) {
        return Boolean.TRUE.equals(jdbc.queryForObject(question, Boolean.class));
    }

    static List<Table> tables(JdbcTemplate jdbc) {
        return jdbc.queryForList(TABLES, String.class).stream()
                .map(name -> new Table(name, jdbc.queryForList(COLUMNS, String.class, name)))
                .toList();
    }
}
