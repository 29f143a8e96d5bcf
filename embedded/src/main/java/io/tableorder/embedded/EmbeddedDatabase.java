package io.tableorder.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Runs PostgreSQL in child processes of this one, listening on the loopback interface. Connections need no password, so
 * it is for one machine that trusts its users.
 */
public final class EmbeddedDatabase extends EmbeddedServer<EmbeddedPostgres> implements Database {
    /** A first start on a slow disk, with recovery after a crash, is far below it. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** Three services have 15 pooled connections each, psql runs beside them, and there is room for tests. */
    private static final int MAX_CONNECTIONS = 150;

    /** The library locks this file of the data directory, and never lets go of it when a start fails. */
    private static final String LIBRARY_LOCK = "epg-lock";

    private final Duration startLimit;

    private EmbeddedDatabase(Path directory, boolean temporary, int port, Duration startLimit) {
        super(directory, temporary, "database", port);
        this.startLimit = startLimit;
    }

    /** Starts a database on a free port whose data is deleted by {@link #close()}; it trades durability for speed. */
    public static EmbeddedDatabase startTemporary() {
        Path directory = TemporaryDirectory.create("table-order-postgres-");
        return started(new EmbeddedDatabase(directory, true, LoopbackPort.ANY, START_LIMIT));
    }

    /**
     * Starts a database that keeps its data in the directory, or finds there what an earlier one left. A server that
     * outlived the process which started it there is stopped first.
     *
     * @param port {@link LoopbackPort#ANY} for any free one
     * @throws EmbeddedStartException when the port or the directory is in use
     */
    public static EmbeddedDatabase startIn(Path directory, int port) {
        return startIn(directory, port, START_LIMIT);
    }

    static EmbeddedDatabase startIn(Path directory, int port, Duration startLimit) {
        return started(new EmbeddedDatabase(directory.toAbsolutePath(), false, port, startLimit));
    }

    /**
     * Stops the server that a killed process left behind in the directory, if there is one; {@link #startIn} does so too.
     * For callers that look at the port before they start, which the orphan holds.
     *
     * @throws EmbeddedStartException when the directory is in use
     */
    public static void stopOrphan(Path directory) {
        try (var _ = DirectoryLock.lock(directory, "database")) {
            OrphanedPostgres.stop(directory.resolve("data"));
        }
    }

    /**
     * Starts the server again if it has ended without being told to.
     *
     * @return whether it had
     * @throws EmbeddedStartException when it does not start; it is tried again with the next call
     */
    public boolean restartIfEnded() {
        return restartUnless(() -> OrphanedPostgres.running(data()).isPresent());
    }

    @Override
    EmbeddedPostgres startOn(int databasePort) {
        OrphanedPostgres.stop(data());
        if (LoopbackPort.isTaken(databasePort)) {
            throw new EmbeddedStartException("Port " + databasePort + ", meant for PostgreSQL, is taken.", null);
        }
        try {
            // Our own lock keeps others out. A locked file that is deleted is no longer in the way of the next attempt.
            Files.deleteIfExists(data().resolve(LIBRARY_LOCK));
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(temporary)
                    .setPort(databasePort)
                    .setPGStartupWait(startLimit)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", String.valueOf(MAX_CONNECTIONS))
                    // The library switches both off; what is meant to be kept must survive a power cut.
                    .setServerConfig("fsync", temporary ? "off" : "on")
                    .setServerConfig("synchronous_commit", temporary ? "off" : "on")
                    .setServerConfig("timezone", "UTC")
                    // PostgreSQL's own: texts are compared byte by byte instead of by the C library.
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .start();
            return withDatabase(server);
        } catch (IOException | IllegalStateException e) {
            throw new EmbeddedStartException(
                    "PostgreSQL could not start in " + directory + " on port " + databasePort + ": " + e.getMessage(),
                    e);
        }
    }

    private EmbeddedPostgres withDatabase(EmbeddedPostgres server) {
        try {
            createDatabaseIfMissing(server);
            return server;
        } catch (SQLException | EmbeddedStartException e) {
            stop(server);
            throw new EmbeddedStartException("PostgreSQL started but has no usable database: " + e.getMessage(), e);
        }
    }

    private void createDatabaseIfMissing(EmbeddedPostgres server) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            requireOurs(statement);
            boolean exists;
            try (var rows = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
                exists = rows.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + NAME);
            }
        }
    }

    /** The library takes whatever answers at the port for the server that it started. */
    void requireOurs(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SHOW data_directory")) {
            rows.next();
            Path answering = Path.of(rows.getString(1));
            if (!answering.equals(data())) {
                throw new EmbeddedStartException("another server answers at its port, of " + answering, null);
            }
        }
    }

    @Override
    void stop(EmbeddedPostgres running) {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGSTOP to the server and every session of it. */
    @Override
    public void pause() {
        signal(Signal.STOP);
    }

    /** Sends SIGCONT. */
    @Override
    public void resume() {
        signal(Signal.CONT);
    }

    private void signal(Signal signal) {
        ProcessHandle postmaster = OrphanedPostgres.running(data())
                .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run in " + directory));
        // The postmaster first: it makes no more sessions while its present ones are stopped.
        signal.sendTo(postmaster);
        postmaster.children().forEach(signal::sendTo);
    }

    /** Returns the server's own directory; the lock lies beside it, since initdb takes none that holds a file. */
    Path data() {
        return directory.resolve("data");
    }
}
