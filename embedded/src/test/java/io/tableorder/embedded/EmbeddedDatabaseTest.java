package io.tableorder.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @Test
    void it_is_postgresql_18_with_an_empty_database_in_utf_8() throws Exception {
        try (var database = EmbeddedDatabase.startTemporary()) {
            assertThat(query(database, "SHOW server_version")).startsWith("18");
            assertThat(query(database, "SELECT current_database()")).isEqualTo("tableorder");
            assertThat(query(database, "SELECT upper('한옥 강남점')")).isEqualTo("한옥 강남점");
        }
    }

    @Test
    void a_database_that_went_away_comes_back_on_its_port_with_its_rows(@TempDir Path directory) throws Exception {
        try (var database = EmbeddedDatabase.startIn(directory, LoopbackPort.ANY)) {
            String url = database.jdbcUrl();
            execute(database, "CREATE TABLE thing AS SELECT 'kept' AS name");
            database.stop();
            assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
            database.start();

            assertThat(database.jdbcUrl()).isEqualTo(url);
            assertThat(query(database, "SELECT name FROM thing")).isEqualTo("kept");
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void a_killed_server_is_noticed_and_started_again_with_its_rows(@TempDir Path directory) throws Exception {
        try (var database = EmbeddedDatabase.startIn(directory, LoopbackPort.ANY)) {
            execute(database, "CREATE TABLE thing AS SELECT 'kept' AS name");
            assertThat(database.restartIfEnded())
                    .as("a server that runs is left alone")
                    .isFalse();
            ProcessHandle server = OrphanedPostgres.running(database.data()).orElseThrow();

            server.destroyForcibly();
            server.onExit().join();

            assertThat(database.restartIfEnded()).isTrue();
            assertThat(query(database, "SELECT name FROM thing")).isEqualTo("kept");
        }
    }

    @Test
    void a_second_database_on_a_used_directory_is_refused_in_plain_words(@TempDir Path directory) {
        try (var _ = EmbeddedDatabase.startIn(directory, LoopbackPort.ANY)) {
            assertThatThrownBy(() -> EmbeddedDatabase.startIn(directory, LoopbackPort.ANY))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage("The directory " + directory
                            + " is in use by another database; stop that one or choose another directory.");
        }
    }

    @Test
    void a_start_that_failed_is_tried_again_in_the_same_directory(@TempDir Path directory) throws Exception {
        try (var _ = EmbeddedDatabase.startIn(directory, LoopbackPort.ANY)) {}
        Path settings = directory.resolve("data/postgresql.conf");
        String sound = Files.readString(settings);
        Files.writeString(settings, "max_connections = none");
        assertThatThrownBy(() -> EmbeddedDatabase.startIn(directory, LoopbackPort.free(), Duration.ofMillis(500)))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("Gave up waiting");

        Files.writeString(settings, sound);

        try (var next = EmbeddedDatabase.startIn(directory, LoopbackPort.free())) {
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void another_server_at_its_port_is_not_taken_for_it(@TempDir Path directory) throws Exception {
        try (var other = EmbeddedDatabase.startTemporary();
                var own = EmbeddedDatabase.startIn(directory, LoopbackPort.ANY);
                var connection = DriverManager.getConnection(other.jdbcUrl());
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> own.requireOurs(statement))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("another server answers at its port")
                    .hasMessageContaining(other.data().toString());
        }
    }

    @Test
    void a_server_left_behind_by_a_killed_process_is_stopped_first(@TempDir Path directory) throws Exception {
        long orphan = startInProcessOfItsOwnAndKillThat(directory);
        assertThat(ProcessHandle.of(orphan)).get().matches(ProcessHandle::isAlive);

        try (var next = EmbeddedDatabase.startIn(directory, LoopbackPort.ANY)) {
            assertThat(ProcessHandle.of(orphan)).isEmpty();
            assertThat(query(next, "SELECT name FROM thing")).isEqualTo("kept");
        }
    }

    /** The program of {@link #startInProcessOfItsOwnAndKillThat}. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            var database = EmbeddedDatabase.startIn(Path.of(arguments[0]), LoopbackPort.ANY);
            execute(database, "CREATE TABLE thing AS SELECT 'kept' AS name");
            System.out.println("started");
            System.in.read();
        }
    }

    private static long startInProcessOfItsOwnAndKillThat(Path directory) throws Exception {
        assertThat(KilledOwner.run(Owner.class, directory)).isEqualTo("started");
        return pid(directory.resolve("data/postmaster.pid"));
    }

    private static long pid(Path pidFile) throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
