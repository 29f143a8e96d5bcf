package io.tableorder.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The plans that PostgreSQL really ran, of every statement of every connection, with the rows each step saw: its own
 * {@code auto_explain}, read from its log.
 */
public final class QueryPlans {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final String ENTRY = "  plan:\n";

    private final EmbeddedDatabase database;
    private final Path file;
    private int read;

    /** Restarts the server, which ends all its connections; those opened from then on are recorded. */
    public static QueryPlans recordedIn(EmbeddedDatabase database) {
        QueryPlans plans = new QueryPlans(database);
        plans.execute(
                "LOAD 'auto_explain'",
                "ALTER SYSTEM SET session_preload_libraries = 'auto_explain'",
                "ALTER SYSTEM SET auto_explain.log_min_duration = 0",
                "ALTER SYSTEM SET auto_explain.log_analyze = on",
                "ALTER SYSTEM SET auto_explain.log_buffers = on",
                "ALTER SYSTEM SET logging_collector = on",
                "ALTER SYSTEM SET log_filename = 'plans.log'",
                "ALTER SYSTEM SET log_line_prefix = ''");
        database.stop();
        database.start();
        return plans;
    }

    private QueryPlans(EmbeddedDatabase database) {
        this.database = database;
        this.file = database.data().resolve("log").resolve("plans.log");
    }

    /** Returns those since the last call, each beginning with {@code Query Text: }. */
    public List<String> take() {
        String marker = UUID.randomUUID().toString();
        execute("SELECT '" + marker + "'");
        String log = awaitMarker(marker);
        String[] entries = log.substring(read).split(ENTRY, -1);
        read = log.length();
        List<String> plans = new ArrayList<>();
        for (int i = 1; i < entries.length; i++) {
            // The last line belongs to the next entry; an entry's own lines are indented with a tab.
            String plan = entries[i]
                    .lines()
                    .takeWhile(line -> line.startsWith("\t"))
                    .map(line -> line.substring(1) + "\n")
                    .reduce("", String::concat);
            if (!plan.contains(marker)) {
                plans.add(plan);
            }
        }
        return plans;
    }

    /** No more plans, and what recording them costs is over too. */
    public void stop() {
        execute(
                "LOAD 'auto_explain'",
                "ALTER SYSTEM SET auto_explain.log_min_duration = -1",
                "SELECT pg_reload_conf()");
    }

    private String awaitMarker(String marker) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                String log = Files.exists(file) ? Files.readString(file) : "";
                int at = log.indexOf(marker, read);
                // Its plan has one line more.
                if (at >= 0 && log.indexOf("Result", at) >= 0 && log.endsWith("\n")) {
                    return log;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("PostgreSQL wrote no plans to " + file + " within " + LONGEST_WAIT);
    }

    private void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not record its plans", e);
        }
    }
}
