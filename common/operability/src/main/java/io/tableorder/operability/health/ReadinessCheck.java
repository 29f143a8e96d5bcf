package io.tableorder.operability.health;

import java.time.Duration;
import java.util.Optional;

/** A bean for each thing its service cannot work without. */
public interface ReadinessCheck {

    /** Leaves the rest of the second for the probe's way here and back. */
    Duration MAXIMUM_TIMEOUT = Duration.ofMillis(800);

    /** Returns the name that is shown among the checks, such as {@code database} or {@code kafka}. */
    String name();

    /**
     * Returns when the thing works, else throws; the exception's message is shown, without secrets. Runs on a virtual
     * thread and is interrupted at its timeout.
     */
    void check() throws Exception;

    /**
     * Returns what does not work while the service as a whole does, in one line without secrets. Shown behind {@code
     * connected}; the service stays ready. Asked after a {@link #check} that returned.
     */
    default Optional<String> impairment() {
        return Optional.empty();
    }

    /** Returns whether the thing is outside this service, so that losing it is logged as an error. */
    default boolean isExternal() {
        return false;
    }

    /** Returns how long the check may take; longer than {@link #MAXIMUM_TIMEOUT} is cut to that. */
    default Duration timeout() {
        return MAXIMUM_TIMEOUT;
    }
}
