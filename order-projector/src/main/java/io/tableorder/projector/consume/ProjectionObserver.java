package io.tableorder.projector.consume;

import io.tableorder.projector.project.Applied;
import java.time.Duration;

/** Told of each batch after its transaction, on the partition's own thread; must be quick and must not throw. */
public interface ProjectionObserver {
    void applied(int partition, Applied applied, Duration took);
}
