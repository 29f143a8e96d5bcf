package io.tableorder.projector;

import io.tableorder.projector.consume.ProjectionLoop;
import org.springframework.context.SmartLifecycle;

/** Starts the projection with the service, and ends it while PostgreSQL's pool is still open. */
final class ProjectionLifecycle implements SmartLifecycle {
    private final ProjectionLoop loop;
    private volatile boolean running;

    ProjectionLifecycle(ProjectionLoop loop) {
        this.loop = loop;
    }

    @Override
    public void start() {
        running = true;
        loop.start();
    }

    @Override
    public void stop() {
        try {
            loop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
