package io.tableorder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What tests rely on of a database, wherever it is from. */
abstract class DatabaseConformance {

    abstract TestServices services();

    @Test
    void it_is_an_empty_postgresql_18_that_compares_texts_byte_by_byte() throws Exception {
        try (Database database = services().startDatabase()) {
            assertThat(value(database, "SHOW server_version")).startsWith("18");
            assertThat(value(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                    .isEqualTo("0");
            assertThat(value(database, "SELECT 'a' > 'B'")).isEqualTo("t");
        }
    }

    @Test
    void it_comes_back_with_its_rows_after_a_stop_and_goes_on_after_a_pause() throws Exception {
        try (Database database = services().startDatabase()) {
            value(database, "CREATE TABLE thing AS SELECT 'kept' AS name; SELECT 1");
            database.stop();
            assertThatThrownBy(() -> connect(database)).isInstanceOf(SQLException.class);
            database.start();
            assertThat(value(database, "SELECT name FROM thing")).isEqualTo("kept");

            database.pause();
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> {
                try {
                    return value(database, "SELECT name FROM thing");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().during(Duration.ofMillis(300)).until(() -> !asked.isDone());
            database.resume();
            assertThat(asked.get()).isEqualTo("kept");
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl());
    }

    private static String value(Database database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(query);
            while (statement.getUpdateCount() >= 0) {
                statement.getMoreResults();
            }
            ResultSet rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }
}
