package io.tableorder.projector.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.projector.ReadModelDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The script that divides the database among the services, on one that a single role owned before. */
class DatabaseRolesTest {

    private static final List<String> ROLES = List.of("tableorder_api", "tableorder_projector");

    private static ReadModelDatabase database;

    @BeforeAll
    static void divide() throws Exception {
        database = ReadModelDatabase.ofItsOwn().migrated();
        JdbcTemplate jdbc = database.jdbc();
        jdbc.execute("CREATE SCHEMA accounts");
        jdbc.execute("CREATE TABLE accounts.staff_accounts (id bigint GENERATED ALWAYS AS IDENTITY, hash text)");
        ROLES.forEach(role -> jdbc.execute("CREATE ROLE " + role + " LOGIN NOSUPERUSER"));
        String script = Files.readString(Path.of("..", "ops", "postgres", "roles.sql"));
        jdbc.execute(script);
        jdbc.execute(script);
    }

    @AfterAll
    static void drop() {
        // Roles are the server's, which other tests share.
        ROLES.forEach(role -> database.jdbc().execute("DROP OWNED BY " + role + " CASCADE"));
        ROLES.forEach(role -> database.jdbc().execute("DROP ROLE " + role));
        database.close();
    }

    private static void as(String role, Consumer<JdbcTemplate> work) {
        try (Connection connection = database.dataSource().getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.execute("SET SESSION AUTHORIZATION " + role);
            try {
                work.accept(jdbc);
            } finally {
                jdbc.execute("RESET SESSION AUTHORIZATION");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void order_api_reads_every_view_and_changes_none() {
        List<String> views = database.texts(
                "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables WHERE table_schema = 'orders'");
        as("tableorder_api", jdbc -> {
            assertThat(views).contains("orders.journal", "orders.stores");
            views.forEach(view -> jdbc.queryForList("SELECT * FROM " + view + " LIMIT 1"));
            for (String forbidden : List.of(
                    "DELETE FROM orders.journal",
                    "UPDATE orders.journal SET hash = 'x'",
                    "TRUNCATE orders_g1.stores",
                    "CREATE TABLE orders.mine (a int)")) {
                assertThatThrownBy(() -> jdbc.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOf(DataAccessException.class)
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
        });
    }

    @Test
    void order_projector_does_not_see_the_accounts() {
        as(
                "tableorder_projector",
                jdbc -> assertThatThrownBy(() -> jdbc.queryForList("SELECT * FROM accounts.staff_accounts"))
                        .rootCause()
                        .hasMessageContaining("permission denied"));
        as("tableorder_api", jdbc -> {
            jdbc.update("INSERT INTO accounts.staff_accounts (hash) VALUES ('h')");
            jdbc.execute("ALTER TABLE accounts.staff_accounts ADD COLUMN more int");
        });
    }

    @Test
    void order_projector_owns_what_it_migrates_fills_and_makes_anew() {
        as("tableorder_projector", jdbc -> {
            jdbc.execute("ALTER TABLE orders_g1.stores ADD COLUMN one_more int");
            jdbc.execute("CREATE SCHEMA orders_g7");
            jdbc.execute("CREATE TABLE orders_g7.stores (LIKE orders_g1.stores INCLUDING ALL)");
            jdbc.execute("CREATE VIEW orders.of_a_later_version AS SELECT store_id FROM orders_g7.stores");
        });

        as(
                "tableorder_api",
                jdbc -> assertThat(jdbc.queryForList("SELECT * FROM orders.of_a_later_version"))
                        .isEmpty());
    }
}
