package io.tableorder.cli;

import io.tableorder.cli.replay.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, or a termination: the process waits a moment for the command to say how far it got. */
final class Interruption implements StopSignal, AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final CountDownLatch given = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("interruption").unstarted(this::interrupted);

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        given.countDown();
        try {
            var _ = ended.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isGiven() {
        return given.getCount() == 0;
    }

    @Override
    public void await(Duration time) throws InterruptedException {
        var _ = given.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The command has said all it has to say. */
    @Override
    public void close() {
        ended.countDown();
        if (!isGiven()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                // Then the hook is running, and sees that this has ended.
            }
        }
    }
}
