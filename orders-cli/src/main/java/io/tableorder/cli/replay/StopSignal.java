package io.tableorder.cli.replay;

import java.time.Duration;

/** A stop signal says whether somebody has asked to stop. */
public interface StopSignal {
    boolean isGiven();

    /** Waits for as long, or until the signal is given. */
    void await(Duration time) throws InterruptedException;
}
