package io.tableorder.notifier;

import io.tableorder.notifier.stream.Streams;
import io.tableorder.operability.health.ReadinessCheck;
import java.util.Optional;

/** This instance is ready once every partition that can be read is caught up, until the streams are drained. */
final class FeedCheck implements ReadinessCheck {

    private final Streams streams;

    FeedCheck(Streams streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public void check() {
        Optional<String> obstacle = streams.obstacle();
        if (obstacle.isPresent()) {
            throw new IllegalStateException(obstacle.get());
        }
    }
}
