package io.tableorder.operability.health;

import java.util.function.BooleanSupplier;

/**
 * A bean for each thread, or group of threads, that its service cannot do without. It answers at once and needs nothing
 * outside the process: what another process can heal is a {@link ReadinessCheck}'s business.
 */
public interface LivenessCheck {

    /** Returns the name shown among the checks: {@code event-reader}, {@code stream-loops}. */
    String name();

    /** Returns false once only a new process helps. */
    boolean isAlive();

    /** Returns a check by this name that asks the owner of the thread. */
    static LivenessCheck of(String name, BooleanSupplier alive) {
        record Named(String name, BooleanSupplier alive) implements LivenessCheck {
            @Override
            public boolean isAlive() {
                return alive.getAsBoolean();
            }
        }
        return new Named(name, alive);
    }
}
