package io.tableorder.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Runs one broker of a cluster, in a process of its own. No method may be called by two threads at once. */
public final class ClusterBroker {
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms128m",
            "-Xmx256m",
            // Several brokers share two cores: a collector without threads of its own, and no second compiler.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** A power cut waits for what was forced to be noted down; the default is a minute. */
    private static final int RECOVERY_POINTS_MS = 1_000;

    private static final Duration RECOVERY_POINTS_LIMIT = Duration.ofSeconds(60);

    private final int id;
    private final String address;
    private final Path log;
    private final ChildProcess.Program program;
    private @Nullable ChildProcess process;

    private ClusterBroker(KafkaNode node, Path log, ChildProcess.Program program) {
        this.id = node.id();
        this.address = "127.0.0.1:" + node.listeners().getFirst().port();
        this.log = log;
        this.program = program;
    }

    static ClusterBroker in(Path directory, Uuid clusterId, KafkaNode node, List<KafkaNode> cluster, Flush flush) {
        Path log = directory.resolve("log");
        LogDirectory.formatIfNew(log, node.id(), clusterId);
        Path settings = directory.resolve("server.properties");
        Properties properties = BrokerSettings.of(log, node, cluster, Tuning.OURS, flush);
        properties.put("log.flush.offset.checkpoint.interval.ms", String.valueOf(RECOVERY_POINTS_MS));
        // A broker notes nothing down in its first 30 s otherwise.
        properties.put("log.initial.task.delay.ms", String.valueOf(RECOVERY_POINTS_MS));
        write(properties, settings);
        return new ClusterBroker(
                node,
                log,
                new ChildProcess.Program(
                        "kafka.Kafka",
                        List.of(settings.toString()),
                        System.getProperty("java.class.path"),
                        JVM_OPTIONS,
                        Map.of(),
                        directory.resolve("broker.log")));
    }

    private static void write(Properties settings, Path file) {
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Returns the node's id in the cluster, from 1. */
    public int id() {
        return id;
    }

    String address() {
        return address;
    }

    /** Starts the broker on its port and data; it is of use after {@link #awaitInSync}. Nothing happens if it runs. */
    void launch() {
        if (process == null || !process.isAlive()) {
            process = ChildProcess.start(program);
        }
    }

    /**
     * Starts the broker on its port and data, and returns when it is in sync for every partition it holds. Most of the
     * other brokers must run, or it waits for them in vain.
     *
     * @throws EmbeddedStartException when it ends by itself, or is not in sync within a minute
     */
    public void start() {
        launch();
        awaitInSync();
    }

    /**
     * Returns when the broker is in sync for every partition it holds, as after {@link #resume}.
     *
     * @throws EmbeddedStartException when it ends by itself, or is not in sync within a minute
     */
    public void awaitInSync() {
        try (var observer = new SyncObserver(this)) {
            observer.await();
        }
    }

    /**
     * SIGKILL, and what was not forced to the disk until now is gone. Takes some seconds, in which nothing is to be written.
     */
    public void cutPower() {
        try {
            // The one under way may have begun before what was written last.
            awaitRecoveryPoints();
            awaitRecoveryPoints();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot see what broker " + id + " has forced to the disk", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException("Interrupted before the power cut of broker " + id, e);
        }
        kill();
        PowerCut.strike(log);
    }

    private void awaitRecoveryPoints() throws IOException, InterruptedException {
        Path file = PowerCut.recoveryPoints(log);
        FileTime before = Files.getLastModifiedTime(file);
        long deadline = System.nanoTime() + RECOVERY_POINTS_LIMIT.toNanos();
        while (Files.getLastModifiedTime(file).equals(before)) {
            if (System.nanoTime() > deadline) {
                throw new IOException(file + " has not changed for " + RECOVERY_POINTS_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(RECOVERY_POINTS_MS / 20);
        }
    }

    /** SIGKILL: the broker flushes nothing and says goodbye to nobody, but the operating system keeps what it wrote. */
    public void kill() {
        running().kill();
    }

    /** SIGTERM: the broker hands its partitions over and ends. It needs the others for that. */
    public void stop() {
        running().stop();
    }

    /** SIGSTOP: its connections stay open and nothing is answered. After 3 s the others do without it. */
    public void pause() {
        running().pause();
    }

    /** SIGCONT: it goes on, and finds out by itself what happened meanwhile. */
    public void resume() {
        running().resume();
    }

    void close() {
        if (process != null) {
            process.kill();
        }
    }

    ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("Broker " + id + " was never started");
        }
        return process;
    }
}
