package io.tableorder.api.writer;

import io.tableorder.operability.health.ReadinessCheck;
import java.util.Optional;

/** Ready once this instance is in the group of writers and has restored its partitions, and while it stays so. */
final class WriterCheck implements ReadinessCheck {

    private final WriterLifecycle lifecycle;

    WriterCheck(WriterLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public String name() {
        return "writer";
    }

    @Override
    public Optional<String> impairment() {
        return lifecycle.impairment();
    }

    @Override
    public void check() {
        Optional<String> obstacle = lifecycle.obstacle();
        if (obstacle.isPresent()) {
            throw new IllegalStateException(obstacle.get());
        }
    }
}
