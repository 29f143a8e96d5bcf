package io.tableorder.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.DatabaseSettings;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.project.LiveProjection;
import io.tableorder.projector.release.ParkedRelease;
import io.tableorder.projector.release.ParkedSkip;
import io.tableorder.projector.release.WritePath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The read models, over one connection for as long as a command runs. */
final class ReadModelAccess {
    private static final String PARKED = """
            SELECT log_partition || '-' || log_offset || '  ' || reason || '  ' || coalesce(type, 'of no type')
                || ' of ' || coalesce('order ' || order_id || ', ', '') || coalesce('store ' || store_id, 'no store')
                || ', holding back its ' || scope || ', parked at ' || parked_at || ': ' || detail
            FROM orders.parked_events WHERE reason <> 'BEHIND_PARKED' OR ?
            ORDER BY log_partition, log_offset""";

    private final JdbcTemplate jdbc;
    private final JdbcTransactionManager transactions;
    private final RecordReader reader;

    private ReadModelAccess(Connection connection, int partitions) {
        this.reader = RecordReader.of(partitions);
        SingleConnectionDataSource database = new SingleConnectionDataSource(connection, true);
        this.jdbc = new JdbcTemplate(database);
        this.transactions = new JdbcTransactionManager(database);
    }

    /**
     * Runs a command with access to the read models.
     *
     * @throws CommandFailedException when the database cannot be reached
     */
    static int with(CommandSettings settings, ToIntFunction<ReadModelAccess> command) {
        DatabaseSettings database = settings.database();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties(database))) {
            return command.applyAsInt(new ReadModelAccess(connection, settings.partitions()));
        } catch (SQLException e) {
            throw new CommandFailedException("The database cannot be reached: " + e.getMessage());
        }
    }

    /** Opens a pool for what needs several connections; a rebuild takes its address only and has connections of its own. */
    static HikariDataSource pool(CommandSettings settings) {
        DatabaseSettings database = settings.database();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static Properties properties(DatabaseSettings database) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "orders");
        if (database.username() != null) {
            properties.setProperty("user", database.username());
        }
        if (database.password() != null) {
            properties.setProperty("password", database.password());
        }
        return properties;
    }

    ParkedRelease release() {
        return new ParkedRelease(live(), jdbc, transactions);
    }

    ParkedSkip skip(WritePath writePath) {
        return new ParkedSkip(live(), release(), writePath, jdbc);
    }

    private LiveProjection live() {
        return new LiveProjection(reader, jdbc, new TransactionTemplate(transactions));
    }

    /** Prints what is parked, and returns how many lines there were. */
    int parked(boolean all, Consumer<String> line) {
        int[] lines = {0};
        jdbc.query(
                PARKED,
                row -> {
                    line.accept(row.getString(1));
                    lines[0]++;
                },
                all);
        return lines[0];
    }
}
