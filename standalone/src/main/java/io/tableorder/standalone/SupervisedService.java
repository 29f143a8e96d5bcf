package io.tableorder.standalone;

import io.tableorder.embedded.AotCache;
import io.tableorder.embedded.Tether;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A service in a process of its own that is started again whenever it dies, falls silent or says that it is dead, until {@link #close()}. A service that
 * keeps dying before it was ever ready is given up, and {@link #awaitReady} says so.
 */
final class SupervisedService implements AutoCloseable {
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    /** A process that lived so long died of something new: back-off starts over. */
    private static final Duration STABLE = Duration.ofSeconds(30);

    private static final Duration LIVENESS_INTERVAL = Duration.ofSeconds(2);

    private static final int FAILED_STARTS_LIMIT = 2;
    private static final long LOG_LIMIT_BYTES = 64L * 1024 * 1024;
    private static final int LOG_TAIL_LINES = 8;

    private final ServiceSpec spec;
    private final PrintStream out;
    private final ReadinessProbe readiness;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread supervisor;
    private volatile @Nullable Process process;
    private volatile boolean everReady;
    /** The present process has answered: one that is still starting may be silent for as long as it takes. */
    private volatile boolean answered;

    private volatile @Nullable String givenUp;
    private volatile boolean withoutCache;

    private SupervisedService(ServiceSpec spec, PrintStream out) {
        this.spec = spec;
        this.out = out;
        this.readiness = new ReadinessProbe(spec.readiness());
        this.supervisor = Thread.ofVirtual().name("supervise-" + spec.name()).unstarted(this::supervise);
    }

    static SupervisedService start(ServiceSpec spec, PrintStream out) {
        var service = new SupervisedService(spec, out);
        service.supervisor.start();
        return service;
    }

    private void supervise() {
        Duration backOff = FIRST_BACK_OFF;
        int failedStarts = 0;
        try {
            while (true) {
                long started = System.nanoTime();
                int exit = awaitEnd(launch());
                boolean stable = System.nanoTime() - started > STABLE.toNanos();
                backOff = stable ? FIRST_BACK_OFF : backOff;
                // Ctrl-C reaches the services too: give our own stop the time to be known before calling it a death.
                if (stopping.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (!everReady && ++failedStarts == FAILED_STARTS_LIMIT) {
                    givenUp = spec.name() + " ended with code " + exit + " while starting, " + failedStarts
                            + " times. The end of " + spec.log() + ":\n" + logTail();
                    return;
                }
                out.println(spec.name() + " died (code " + exit + "); starting it again");
                if (!answered && exit != 0) {
                    doWithoutCache();
                }
                backOff = min(backOff.multipliedBy(2), LONGEST_BACK_OFF);
            }
        } catch (IOException e) {
            givenUp = spec.name() + " cannot be started: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a process by force that has lived before and then, for too long, answers nothing or says that it lives no longer. */
    private int awaitEnd(Process running) throws InterruptedException {
        long lastAnswer = System.nanoTime();
        while (!running.waitFor(LIVENESS_INTERVAL)) {
            if (readiness.isAlive()) {
                answered = true;
                lastAnswer = System.nanoTime();
            } else if (answered
                    && !isStopping()
                    && System.nanoTime() - lastAnswer > spec.silenceLimit().toNanos()) {
                out.println(spec.name() + " has not said that it lives for "
                        + spec.silenceLimit().toSeconds() + " s; ending it by force");
                running.destroyForcibly();
            }
        }
        return running.exitValue();
    }

    /** A service that was told to stop answers nothing any more, and {@link #close} has its own patience with it. */
    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Starting holds the same lock as {@link #close}, so that no process is born after the last one was stopped. */
    private synchronized Process launch() throws IOException {
        if (isStopping()) {
            throw new IOException("the platform is stopping");
        }
        rotateLog();
        var builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        Process launched = builder.start();
        process = launched;
        answered = false;
        return launched;
    }

    /**
     * What ends a JVM before it answers may be its cache, which a damaged disk or a full one leaves behind: it is thrown
     * away, and costs a slower start.
     */
    private void doWithoutCache() throws IOException {
        Optional<Path> cache = spec.jvmOptions().stream()
                .filter(option -> option.startsWith(AotCache.OPTION))
                .map(option -> Path.of(option.substring(AotCache.OPTION.length())))
                .findFirst();
        if (!withoutCache && cache.isPresent()) {
            withoutCache = true;
            Files.deleteIfExists(cache.get());
            out.println(
                    spec.name() + " starts without its AOT cache from now on; ./start records another after a build");
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        spec.jvmOptions().stream()
                .filter(option -> !withoutCache || !option.startsWith(AotCache.OPTION))
                .forEach(command::add);
        command.add("-cp");
        command.add(spec.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(Tether.class.getName());
        command.add(spec.mainClass());
        return command;
    }

    /** One predecessor is kept, so a log takes at most about twice the limit plus what a single run writes. */
    private void rotateLog() throws IOException {
        if (Files.exists(spec.log()) && Files.size(spec.log()) > LOG_LIMIT_BYTES) {
            Files.move(
                    spec.log(),
                    spec.log().resolveSibling(spec.log().getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String logTail() {
        try (var lines = Files.lines(spec.log())) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_TAIL_LINES), all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(not readable: " + e.getMessage() + ")";
        }
    }

    /** @throws StartRefusedException when the service was given up, or is not ready within the limit */
    void awaitReady(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!readiness.isReady()) {
            String reason = givenUp;
            if (reason != null) {
                throw new StartRefusedException(reason);
            }
            if (System.nanoTime() > deadline) {
                throw new StartRefusedException(spec.name() + " is not ready after " + limit.toSeconds() + " s: "
                        + readiness.lastAnswer() + ". See " + spec.log());
            }
            if (stopping.await(ReadinessProbe.INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StartRefusedException("Stopped before " + spec.name() + " was ready.");
            }
        }
        everReady = true;
        answered = true;
    }

    ServiceSpec spec() {
        return spec;
    }

    long pid() {
        Process current = process;
        return current == null ? -1 : current.pid();
    }

    /** Asks the service to stop and returns; {@link #close()} waits for it. Lets several stop at the same time. */
    synchronized void beginStop() {
        stopping.countDown();
        Process current = process;
        if (current != null) {
            // Not Process.destroy(), which also closes the pipe that Tether watches: that would halt the
            // service.
            current.toHandle().destroy();
        }
    }

    /** Returns when the process is gone: by itself within its grace, else by force. */
    @Override
    public void close() {
        beginStop();
        Process current = process;
        if (current == null) {
            return;
        }
        try {
            if (!current.waitFor(spec.stopLimit())) {
                out.println(spec.name() + " did not stop within "
                        + spec.stopLimit().toSeconds() + " s; ending it by force");
                current.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            current.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
