package io.tableorder.benchmarks.queries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import org.flywaydb.core.Flyway;

/**
 * Read models of so many stores and orders, made by SQL: a projector would take longer, and be what is measured. Kept
 * ones are taken as they are.
 */
record LargeSet(int stores, int ordersPerStore) {

    /** Fills the read models and returns how many rows they have come to. */
    String fill(String jdbcUrl) throws SQLException, IOException {
        Flyway.configure()
                .dataSource(jdbcUrl, null, null)
                .schemas("orders")
                .locations("filesystem:../order-projector/src/main/resources/db/projection")
                .load()
                .migrate();
        long begin = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement)) {
                statement.execute("SET work_mem = '256MB'");
                statement.execute(sql());
                statement.execute("VACUUM ANALYZE");
            }
        }
        return String.format(
                Locale.ROOT,
                "%,d stores with %,d orders and %,d events each, in all %,d orders and %,d events, filled in %d s",
                stores,
                ordersPerStore,
                3 * ordersPerStore,
                (long) stores * ordersPerStore,
                3L * stores * ordersPerStore,
                (System.nanoTime() - begin) / 1_000_000_000);
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        try (ResultSet stores = statement.executeQuery("SELECT FROM orders.stores")) {
            return !stores.next();
        }
    }

    private String sql() throws IOException {
        try (InputStream fill = Objects.requireNonNull(LargeSet.class.getResourceAsStream("/queries/fill.sql"))) {
            return new String(fill.readAllBytes(), UTF_8)
                    .replace("${stores}", String.valueOf(stores))
                    .replace("${orders}", String.valueOf(ordersPerStore))
                    .replace("${step}", "4 min");
        }
    }
}
