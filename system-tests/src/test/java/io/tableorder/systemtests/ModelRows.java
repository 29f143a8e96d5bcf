package io.tableorder.systemtests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All rows of the read models and of the accounts, without what says where in the log something stands. */
record ModelRows(SortedMap<String, List<String>> byTable) {

    /** Orders are counted by partition of the log, so those counts say where stores are. */
    private static final String TABLES = """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname ~ '^(orders_g[0-9]+|accounts)$' AND tablename !~ '(_history|position|snapshot|order_counts)' ORDER BY 1""";

    /** A partition of an SQL table is read with the whole; each row's own places in the log are left out. */
    private static final String ROWS = """
            SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(t))
                    WHERE key !~ '(offset|log_partition|revision)')::text
            FROM %s t ORDER BY 1""";

    static ModelRows in(String jdbcUrl) throws SQLException {
        SortedMap<String, List<String>> byTable = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String table : texts(statement, TABLES)) {
                byTable.put(table, texts(statement, ROWS.formatted(table)));
            }
        }
        return new ModelRows(byTable);
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
