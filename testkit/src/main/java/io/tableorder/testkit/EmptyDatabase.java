package io.tableorder.testkit;

import io.tableorder.embedded.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database of a test's own, on a server that all tests of this process share: there in a fraction of the time
 * that a server takes. For tests that stop the server there is {@link TestServices#database()}.
 */
public final class EmptyDatabase implements AutoCloseable {

    private static final AtomicInteger CREATED = new AtomicInteger();

    private final Database server;
    private final String name;

    private EmptyDatabase(Database server, String name) {
        this.server = server;
        this.name = name;
    }

    static EmptyDatabase on(Database server) {
        String name = "test_" + CREATED.incrementAndGet();
        execute(server, "CREATE DATABASE " + name);
        return new EmptyDatabase(server, name);
    }

    /** Returns the URL for JDBC; it names the user and needs no password. */
    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /**
     * From now on the database is as the other one is now, whatever it held.
     *
     * @param origin of the same server, to which nobody is connected
     */
    public void becomeCopyOf(EmptyDatabase origin) {
        close();
        execute(server, "CREATE DATABASE %s TEMPLATE %s".formatted(name, origin.name));
    }

    /** The database is gone, whoever is still connected to it. */
    @Override
    public void close() {
        execute(server, "DROP DATABASE " + name + " WITH (FORCE)");
    }

    private static void execute(Database server, String sql) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
        }
    }
}
