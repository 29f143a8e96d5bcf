package io.tableorder.testservices;

import io.tableorder.embedded.Database;
import io.tableorder.embedded.LoopbackPort;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container, on a port of this machine that stays its own. */
final class ContainerDatabase implements Database {

    private static final String IMAGE = "postgres:18";

    private final PostgreSQLContainer container;
    private final int port;

    private ContainerDatabase(PostgreSQLContainer container, int port) {
        this.container = container;
        this.port = port;
    }

    static ContainerDatabase startTemporary() {
        int port = LoopbackPort.free();
        PostgreSQLContainer container =
                new PostgreSQLContainer(IMAGE).withDatabaseName(NAME).withUsername(USER);
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + PostgreSQLContainer.POSTGRESQL_PORT));
        container.withEnv(Map.of(
                "POSTGRES_HOST_AUTH_METHOD",
                "trust",
                "POSTGRES_INITDB_ARGS",
                "--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C.UTF-8"));
        container.withCommand(
                "postgres -c fsync=off -c synchronous_commit=off -c max_connections=150 -c timezone=UTC".split(" "));
        container.start();
        return new ContainerDatabase(container, port);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stop() {
        Containers.stop(container);
    }

    @Override
    public void start() {
        Containers.startAgain(container);
        // The log of before says that it is ready, too: only an answer tells.
        Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U " + USER + " -d " + NAME)
                .waitUntilReady(container);
    }

    @Override
    public void pause() {
        Containers.pause(container);
    }

    @Override
    public void resume() {
        Containers.resume(container);
    }

    @Override
    public void close() {
        container.stop();
    }
}
