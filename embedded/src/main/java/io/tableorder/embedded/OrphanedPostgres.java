package io.tableorder.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL runs in processes of its own, which survive the death of the one that started them and hold its directory
 * and port. Call only with the directory's lock held: that is what makes a running server an orphan.
 */
final class OrphanedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final long GRACE_SECONDS = 10;

    private OrphanedPostgres() {}

    static void stop(Path dataDirectory) {
        running(dataDirectory).ifPresent(OrphanedPostgres::stop);
    }

    /** Returns the server of a directory, if one runs there. */
    static Optional<ProcessHandle> running(Path dataDirectory) {
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid).filter(OrphanedPostgres::isPostgres);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pidFile, e);
        }
    }

    /** After a reboot a process number may belong to any process. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    private static void stop(ProcessHandle postgres) {
        LOG.warn("Stopping the PostgreSQL (process {}) that an earlier run left behind", postgres.pid());
        askForFastShutdown(postgres);
        try {
            postgres.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            postgres.destroyForcibly();
            postgres.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGINT rolls back and disconnects; SIGTERM, all that Java itself can send, would wait for every client. */
    private static void askForFastShutdown(ProcessHandle postgres) {
        try {
            Signal.INT.sendTo(postgres);
        } catch (UncheckedIOException noKillHere) {
            postgres.destroy();
        }
    }
}
