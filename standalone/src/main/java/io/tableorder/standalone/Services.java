package io.tableorder.standalone;

import io.tableorder.embedded.TetherJar;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The three services: where their jars are and how each is run here. */
final class Services {
    static final int PARTITIONS = 12;

    /** This heap is many times what the demo, or a load test on the same machine, needs. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx512m",
            // Orders consist of small objects.
            "-XX:+UseCompactObjectHeaders",
            // Without memory a service goes on half dead; ended, it is started again.
            "-XX:+ExitOnOutOfMemoryError",
            // Two cores are shared by five processes: a collector without threads of its own costs the least.
            "-XX:+UseSerialGC",
            // Compile thoroughly only what stays busy: four times the usual thresholds. Of the processor time that a
            // start
            // takes, a third went into optimizing what runs only then.
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000",
            // Nobody else needs the files under /tmp, and writing them costs a little at start and all along.
            "-XX:-UsePerfData",
            "-Dfile.encoding=UTF-8");

    /**
     * This is longer than a full collection of the heap or a machine that swaps, and short beside an evening without
     * orders.
     */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

    private Services() {}

    /** A listing names a service and the ports that it listens on. */
    private record Listing(String name, Ports.Use port, Ports.Use managementPort) {
        private Path jar(Path home) {
            return home.resolve(name).resolve("target").resolve(name + ".jar");
        }

        private UnpackedService unpacked(Path home) {
            return UnpackedService.of(
                    jar(home), buildDirectory(home).resolve("services").resolve(name));
        }
    }

    /** Caching says whether a start uses what was recorded of an earlier one, or is recorded. */
    enum Caching {
        /** Stopping takes longer than a service's own grace for running requests. */
        USE(Duration.ofSeconds(20)),
        /**
         * Before a recording process ends, its JVM arranges what it recorded: half a minute with two cores for all
         * three.
         */
        RECORD(Duration.ofMinutes(5));

        private final Duration stopLimit;

        Caching(Duration stopLimit) {
            this.stopLimit = stopLimit;
        }
    }

    private static final List<Listing> LISTINGS = List.of(
            new Listing("order-api", Ports.Use.ORDER_API, Ports.Use.ORDER_API_MANAGEMENT),
            new Listing("order-projector", Ports.Use.ORDER_PROJECTOR, Ports.Use.ORDER_PROJECTOR_MANAGEMENT),
            new Listing("sse-notifier", Ports.Use.SSE_NOTIFIER, Ports.Use.SSE_NOTIFIER_MANAGEMENT));

    static void refuseMissingJars(Path home) {
        for (Listing listing : LISTINGS) {
            if (!Files.exists(listing.jar(home))) {
                throw new StartRefusedException(listing.jar(home)
                        + " is missing; build it with: ./mvnw -DskipTests -pl order-api,order-projector,sse-notifier,"
                        + "standalone -am package");
            }
        }
    }

    /**
     * @param shared environment for every service: broker, database, key
     * @param userOptions JVM options that win over the ones used here
     */
    static List<ServiceSpec> specs(
            Path home,
            DataDirectory data,
            Ports ports,
            Map<String, String> shared,
            List<String> userOptions,
            Caching caching)
            throws IOException {
        Files.createDirectories(data.logs());
        Path tether = TetherJar.in(buildDirectory(home));
        List<ServiceSpec> specs = new ArrayList<>();
        for (Listing listing : LISTINGS) {
            int port = ports.of(listing.port());
            var environment = new HashMap<>(shared);
            environment.put("SERVER_PORT", String.valueOf(port));
            environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(ports.of(listing.managementPort())));
            // One instance has no others, and who else asks is on this machine: a port more would only be one more to
            // be taken.
            environment.put("INTERNAL_PORT", String.valueOf(ports.of(Ports.Use.ORDER_API)));
            var unpacked = listing.unpacked(home);
            List<String> options = new ArrayList<>(JVM_OPTIONS);
            options.addAll(
                    switch (caching) {
                        case USE -> unpacked.aotCache(tether).use(data.logs().resolve(listing.name() + "-aot.log"));
                        case RECORD -> unpacked.aotCache(tether).record();
                    });
            options.addAll(userOptions);
            specs.add(new ServiceSpec(
                    listing.name(),
                    List.of(tether, unpacked.jar()),
                    unpacked.mainClass(),
                    List.copyOf(options),
                    Map.copyOf(environment),
                    data.logs().resolve(listing.name() + ".log"),
                    URI.create("http://127.0.0.1:" + port + "/health/ready"),
                    caching.stopLimit,
                    SILENCE_LIMIT));
        }
        return specs;
    }

    /** Keeps what services recorded; call it when they have been closed. */
    static void keepRecorded(Path home) throws IOException {
        Path tether = TetherJar.in(buildDirectory(home));
        for (Listing listing : LISTINGS) {
            listing.unpacked(home).aotCache(tether).keepRecorded();
        }
    }

    /** This directory holds what depends on the build and not on any data. */
    static Path buildDirectory(Path home) {
        return home.resolve("standalone").resolve("target");
    }
}
