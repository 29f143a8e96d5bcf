package io.tableorder.testkit;

import io.tableorder.embedded.Database;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Runs PostgreSQL in a container. */
final class ContainerDatabase implements Database {

    private static final String IMAGE = "postgres:18";

    private final LastingContainer container;

    private ContainerDatabase(LastingContainer container) {
        this.container = container;
    }

    static ContainerDatabase startTemporary() {
        PostgreSQLContainer container =
                new PostgreSQLContainer(IMAGE).withDatabaseName(NAME).withUsername(USER);
        container.withEnv(Map.of(
                "POSTGRES_HOST_AUTH_METHOD",
                "trust",
                "POSTGRES_INITDB_ARGS",
                "--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C.UTF-8"));
        container.withCommand(
                "postgres -c fsync=off -c synchronous_commit=off -c max_connections=150 -c timezone=UTC".split(" "));
        return new ContainerDatabase(LastingContainer.start(container, PostgreSQLContainer.POSTGRESQL_PORT));
    }

    @Override
    public int port() {
        return container.port();
    }

    @Override
    public void start() {
        container.startAgain();
        // The log of before says that it is ready, too: only an answer tells.
        Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U " + USER + " -d " + NAME)
                .waitUntilReady(container.container());
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void pause() {
        container.pause();
    }

    @Override
    public void resume() {
        container.resume();
    }

    @Override
    public void close() {
        container.remove();
    }
}
