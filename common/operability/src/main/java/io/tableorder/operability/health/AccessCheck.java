package io.tableorder.operability.health;

import io.tableorder.operability.access.AccessFollower;
import java.util.Optional;

/** This instance is ready once it knows whose access has ended. It stays so: what it knows is not lost with Kafka. */
final class AccessCheck implements ReadinessCheck {

    private final AccessFollower follower;

    AccessCheck(AccessFollower follower) {
        this.follower = follower;
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public void check() {
        Optional<String> obstacle = follower.obstacle();
        if (obstacle.isPresent()) {
            throw new IllegalStateException(obstacle.get());
        }
    }
}
