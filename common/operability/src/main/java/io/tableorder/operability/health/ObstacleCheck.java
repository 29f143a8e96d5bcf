package io.tableorder.operability.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * This check passes while nothing is in the way.
 *
 * @param obstacle says what is in the way, in one line without secrets
 * @param impaired says what does not work although nothing is in the way
 */
public record ObstacleCheck(String name, Supplier<Optional<String>> obstacle, Supplier<Optional<String>> impaired)
        implements ReadinessCheck {

    public ObstacleCheck(String name, Supplier<Optional<String>> obstacle) {
        this(name, obstacle, Optional::empty);
    }

    @Override
    public void check() {
        Optional<String> inTheWay = obstacle.get();
        if (inTheWay.isPresent()) {
            throw new IllegalStateException(inTheWay.get());
        }
    }

    @Override
    public Optional<String> impairment() {
        return impaired.get();
    }
}
