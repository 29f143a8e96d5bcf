package io.tableorder.projector.consume;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses between tries, spread so that partitions do not come back all in one instant. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(100);
    /** This is what a recovered PostgreSQL waits for the projection at most; a dead one is asked no oftener. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private Duration next = FIRST;

    Duration next() {
        Duration pause = next;
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1));
    }

    void reset() {
        next = FIRST;
    }
}
