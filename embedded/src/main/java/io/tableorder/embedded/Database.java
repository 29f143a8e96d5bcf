package io.tableorder.embedded;

/**
 * A PostgreSQL server with one empty database, which compares texts byte by byte and needs no password. It can go away
 * and come back on the same address and data. No method may be called by two threads at once.
 */
public interface Database extends AutoCloseable {

    String USER = "postgres";
    String NAME = "tableorder";

    /** Returns the port on the loopback interface. */
    int port();

    /** Returns the URL for JDBC; it names the user and needs no password. */
    default String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    /** Returns the URL of another database on this server. */
    default String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name + "?user=" + USER;
    }

    /** Stops the server at once: open transactions are rolled back. Nothing happens if it is stopped. */
    void stop();

    /** Starts the server after {@link #stop()}, where it was before; nothing happens if it runs. */
    void start();

    /** Everything of it stands still: connections stay open, new ones are taken, nothing is answered. */
    void pause();

    /** Goes on after {@link #pause()}. */
    void resume();

    @Override
    void close();
}
