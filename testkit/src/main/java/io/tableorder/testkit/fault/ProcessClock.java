package io.tableorder.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This is the clock of one process, which is moved while the machine and all other processes keep theirs. That takes
 * <a href="https://github.com/wolfcw/libfaketime">libfaketime</a>, which {@code -Dchaos.faketime=} names; without it no
 * clock is moved.
 */
final class ProcessClock {

    private static final @Nullable String LIBRARY = System.getProperty("chaos.faketime");

    private final Path file;

    private ProcessClock(Path file) {
        this.file = file;
        move(Duration.ZERO);
    }

    /** Returns empty where clocks cannot be moved. */
    static Optional<ProcessClock> ofNewProcess() {
        try {
            return LIBRARY == null
                    ? Optional.empty()
                    : Optional.of(new ProcessClock(Files.createTempFile("clock-", ".txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the process has to be started with. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                String.valueOf(LIBRARY),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                // The file is read again so often, in seconds.
                "FAKETIME_CACHE_DURATION",
                "1",
                // A clock that somebody sets does not move the monotonic one.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise each timed wait of a JVM on the monotonic clock ends at once, and all its threads spin.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** Sets it so far from the machine's clock, within a second. */
    void move(Duration by) {
        try {
            Files.writeString(file, "%+d%n".formatted(by.toSeconds()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
