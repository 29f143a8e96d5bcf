package io.tableorder.testservices;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;

/** A container that goes away and comes back as it was, which Testcontainers' own stop is not: it removes it. */
final class Containers {

    /** Far longer than a broker needs to give up its partitions; then it is killed. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private Containers() {}

    /** In order, as {@code docker stop} does. */
    static void stop(GenericContainer<?> container) {
        if (isRunning(container)) {
            docker(container)
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout((int) STOP_LIMIT.toSeconds())
                    .exec();
        }
    }

    /** Starts the process again in what {@link #stop} left. */
    static void startAgain(GenericContainer<?> container) {
        if (!isRunning(container)) {
            docker(container).startContainerCmd(container.getContainerId()).exec();
        }
    }

    static void pause(GenericContainer<?> container) {
        docker(container).pauseContainerCmd(container.getContainerId()).exec();
    }

    static void resume(GenericContainer<?> container) {
        docker(container).unpauseContainerCmd(container.getContainerId()).exec();
    }

    private static boolean isRunning(GenericContainer<?> container) {
        return Boolean.TRUE.equals(docker(container)
                .inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getRunning());
    }

    private static DockerClient docker(GenericContainer<?> container) {
        return container.getDockerClient();
    }
}
