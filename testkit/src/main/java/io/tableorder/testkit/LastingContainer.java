package io.tableorder.testkit;

import com.github.dockerjava.api.DockerClient;
import io.tableorder.embedded.LoopbackPort;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/**
 * A container that goes away and comes back as it was, on a port of this machine that stays its own. Testcontainers' own
 * stop removes it.
 */
final class LastingContainer {

    /** Far longer than a broker needs to give up its partitions; then it is killed. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final GenericContainer<?> container;
    private final int port;

    private LastingContainer(GenericContainer<?> container, int port) {
        this.container = container;
        this.port = port;
    }

    /**
     * Returns when the container says that it is ready.
     *
     * @param inside the port on which it listens within
     */
    static LastingContainer start(GenericContainer<?> container, int inside) {
        int port = LoopbackPort.free();
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + inside));
        container.start();
        return new LastingContainer(container, port);
    }

    GenericContainer<?> container() {
        return container;
    }

    int port() {
        return port;
    }

    /** Stops the container in order, as {@code docker stop} does. */
    void stop() {
        if (isRunning()) {
            docker().stopContainerCmd(container.getContainerId())
                    .withTimeout((int) STOP_LIMIT.toSeconds())
                    .exec();
        }
    }

    /** Starts the process again in what {@link #stop} left. */
    void startAgain() {
        if (!isRunning()) {
            docker().startContainerCmd(container.getContainerId()).exec();
        }
    }

    void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    void resume() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    void remove() {
        container.stop();
    }

    private boolean isRunning() {
        return Boolean.TRUE.equals(docker().inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getRunning());
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
