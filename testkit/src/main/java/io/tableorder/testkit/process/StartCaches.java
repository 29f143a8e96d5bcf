package io.tableorder.testkit.process;

import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.AotCache;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * This makes the AOT caches that tests start services from. Each is recorded once a build, by a start beside the tests that stands back
 * for them; whoever starts a service before its cache is there does without, and so does everybody when it cannot be made.
 */
final class StartCaches {

    /** A benchmark must not share its processors with a recording, so whoever wants caches says so. */
    private static final boolean ARE_WANTED = Boolean.getBoolean("table-order.start-caches");

    /** It leaves tests the processors whenever they want them, and goes before what only fills their pauses. */
    private static final int NICENESS = 10;

    /** It has only the processors that tests leave over, and takes a tenth of this on two that nobody else uses. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Nobody listens there. */
    private static final String NO_BROKER = "127.0.0.1:9";

    /** Recording one after the other takes less of the tests' processors at a time. */
    private static final ExecutorService ONE_BY_ONE = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("start-caches").factory());

    private static final Set<String> ASKED_FOR = ConcurrentHashMap.newKeySet();

    private StartCaches() {}

    /**
     * Returns the JVM's options to start the service from its cache; none as long as there is no cache, which this has made.
     *
     * @param log says why the JVM does without its cache, when it does
     */
    static List<String> optionsFor(UnpackedService service, Path log) {
        if (!ARE_WANTED) {
            return List.of();
        }
        try {
            List<String> options = service.cache().use(log.resolveSibling(log.getFileName() + ".aot"));
            if (options.isEmpty() && ASKED_FOR.add(service.name())) {
                ONE_BY_ONE.execute(() -> record(service));
            }
            return options;
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Another process may be recording the same; then its cache is good for this one, too. */
    private static void record(UnpackedService service) {
        Path recording = service.extracted().jar().resolveSibling("recording");
        try {
            Optional<DirectoryLock> lock = DirectoryLock.tryLock(recording);
            if (lock.isPresent()) {
                try (var _ = lock.get()) {
                    record(service, recording.resolve("log"));
                }
            }
        } catch (IOException | RuntimeException e) {
            System.out.println(service.name() + " is started without an AOT cache, since none could be recorded: " + e);
        }
    }

    /**
     * Records the refresh of the service's context, as its image does: it needs neither a broker nor a database, ends by itself, and
     * spares a start as much as a recording of the whole start, which takes twice as long.
     */
    private static void record(UnpackedService service, Path log) throws IOException {
        AotCache cache = service.cache();
        List<String> options = new ArrayList<>(ServiceInstance.JVM_OPTIONS);
        options.addAll(cache.record());
        options.add("-Dspring.context.exit=onRefresh");
        try (ChildProcess start = ChildProcess.start(new ChildProcess.Program(
                service.extracted().mainClass(),
                List.of(),
                service.extracted().jar().toString(),
                options,
                ServiceInstance.environment(
                        ServiceInstance.Addresses.free(), Map.of("KAFKA_BOOTSTRAP_SERVERS", NO_BROKER)),
                log,
                service.tether(),
                NICENESS))) {
            await(service.name() + " to be recorded").atMost(LIMIT).until(() -> !start.isAlive());
        }
        cache.keepRecorded();
    }
}
