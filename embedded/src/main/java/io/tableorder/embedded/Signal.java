package io.tableorder.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal tells a process what Java itself cannot. */
enum Signal {
    INT,
    STOP,
    CONT;

    /**
     * Returns once the signal is sent.
     *
     * @return false if the process had ended
     * @throws UncheckedIOException where there is no {@code kill} to send it with
     */
    boolean sendTo(ProcessHandle process) {
        try {
            return new ProcessBuilder("kill", "-" + name(), String.valueOf(process.pid()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
