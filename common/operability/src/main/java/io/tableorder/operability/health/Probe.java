package io.tableorder.operability.health;

import io.tableorder.operability.logging.Masking;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one check on a virtual thread, one run at a time: probes that come meanwhile share it. So a check that does not
 * even end when interrupted holds one thread, however often it is asked for.
 */
final class Probe {

    static final String CONNECTED = "connected";
    private static final int MAXIMUM_MESSAGE_CHARACTERS = 200;

    private final ReadinessCheck check;
    private final Duration timeout;
    private @Nullable Run current;

    Probe(ReadinessCheck check) {
        this.check = check;
        this.timeout = check.timeout().compareTo(ReadinessCheck.MAXIMUM_TIMEOUT) < 0
                ? check.timeout()
                : ReadinessCheck.MAXIMUM_TIMEOUT;
    }

    synchronized Run begin() {
        if (current == null || current.outcome.isDone()) {
            current = new Run();
        }
        return current;
    }

    private String outcome() {
        try {
            check.check();
            return check.impairment()
                    .map(impairment -> CONNECTED + "; " + line(impairment))
                    .orElse(CONNECTED);
        } catch (InterruptedException _) {
            return noAnswer();
        } catch (Exception failure) {
            return error(failure);
        }
    }

    static boolean isConnected(String result) {
        return result.startsWith(CONNECTED);
    }

    private String noAnswer() {
        return "error: no answer within " + timeout.toMillis() + " ms";
    }

    /** Returns one line, short and without secrets: drivers like to put whole URLs into their messages. */
    private static String error(Exception failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return "error: " + line(message);
    }

    private static String line(String message) {
        String line = Masking.mask(message).replaceAll("\\s+", " ").strip();
        return line.substring(0, Math.min(line.length(), MAXIMUM_MESSAGE_CHARACTERS));
    }

    final class Run {

        private final FutureTask<String> outcome = new FutureTask<>(Probe.this::outcome);
        private final Thread thread =
                Thread.ofVirtual().name("readiness-" + check.name()).start(outcome);

        String name() {
            return check.name();
        }

        boolean isExternal() {
            return check.isExternal();
        }

        /** @param start when the probe came, by {@link System#nanoTime}: all checks' deadlines run from there */
        String result(long start) {
            try {
                long remaining = timeout.toNanos() - (System.nanoTime() - start);
                return outcome.get(Math.max(remaining, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                thread.interrupt();
                return noAnswer();
            } catch (InterruptedException probeGone) {
                Thread.currentThread().interrupt();
                return noAnswer();
            } catch (ExecutionException unexpected) {
                return "error: " + unexpected.getCause();
            }
        }
    }
}
