package io.tableorder.standalone;

import io.tableorder.embedded.AotCache;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.standalone.demo.DemoSeed;
import io.tableorder.standalone.demo.TableVisit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Runs the platform once after a build, on ports and data of its own, through what every first start does, so that its
 * JVMs can record it in their {@link AotCache}s. Failing costs speed only: services start without one, too.
 */
public final class Rehearsal {
    private static final int FAILED = 1;

    private Rehearsal() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(System.getProperty("table-order.home", "")).toAbsolutePath();
        try {
            run(home, Services.buildDirectory(home).resolve("rehearsal"), System.out);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            // Threads that could not be stopped must not keep the process.
            System.exit(FAILED);
        }
        System.exit(0);
    }

    private static void run(Path home, Path directory, PrintStream out) throws IOException, InterruptedException {
        DataDirectory data = DataDirectory.open(directory);
        System.setProperty("table-order.logs", data.logs().toString());
        data.clear();
        var options = new Options(home, directory, true, false, freePorts());
        try (var platform = Platform.rehearsing(options, data, System.getenv(), out)) {
            // For Ctrl-C, which would leave PostgreSQL behind.
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop"));
            platform.start();
            var api = options.ports().orderApi();
            new DemoSeed(api, data.secretKey()).store();
            new TableVisit(api, options.ports().notifier()).run(out);
        }
        Services.keepRecorded(home);
        data.clear();
    }

    private static Ports freePorts() {
        var free = new EnumMap<Ports.Use, Integer>(Ports.Use.class);
        for (Ports.Use use : Ports.Use.values()) {
            free.put(use, LoopbackPort.free());
        }
        return new Ports(Map.copyOf(free));
    }
}
