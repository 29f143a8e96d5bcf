package io.tableorder.operability.health;

/**
 * A bean for each thread, or group of threads, that its service cannot do without. It answers at once and needs nothing
 * outside the process: what another process can heal is a {@link ReadinessCheck}'s business.
 */
public interface LivenessCheck {

    /** Returns the name shown among the checks: {@code event-reader}, {@code stream-loops}. */
    String name();

    /** Returns false once only a new process helps. */
    boolean isAlive();
}
