package io.tableorder.standalone;

import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.embedded.EmbeddedStartException;
import io.tableorder.standalone.demo.DemoSeed;
import io.tableorder.standalone.demo.FirstEvening;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.utils.Exit;

/** Starts the platform with its demo data, says where it is, and stops it when asked to. */
public final class Standalone {
    private static final int REFUSED = 1;

    private final Options options;
    private final Map<String, String> environment;
    private final PrintStream out;

    private Standalone(Options options, Map<String, String> environment, PrintStream out) {
        this.options = options;
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(Options.usage());
            return;
        }
        try {
            Path home = Path.of(System.getProperty("table-order.home", "")).toAbsolutePath();
            var options = Options.parse(arguments, System.getenv(), home);
            new Standalone(options, System.getenv(), System.out).run();
        } catch (StartRefusedException | EmbeddedStartException e) {
            System.err.println(e.getMessage());
            System.exit(REFUSED);
        } catch (IOException e) {
            System.err.println("Cannot start: " + e);
            System.exit(REFUSED);
        }
        new CountDownLatch(1).await();
    }

    private void run() throws InterruptedException, IOException {
        long begin = System.nanoTime();
        Services.refuseMissingJars(options.home());
        DataDirectory data = DataDirectory.open(options.data());
        System.setProperty("table-order.logs", data.logs().toString());
        EmbeddedDatabase.stopOrphan(data.postgres());
        options.ports().refuseTaken();
        if (options.fresh()) {
            data.clear();
        }
        if (options.empty()) {
            data.keepForOwn();
        }
        endWhenTheBrokerFails(data);
        out.println("Table Order starts with its data in " + options.data() + "; Ctrl-C stops it.");
        var platform = Platform.starting(options, data, environment, out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform), "stop"));
        platform.start();
        if (!data.isOwn()) {
            seed(data);
        }
        out.printf("Ready after %.1f s.%n%n", (System.nanoTime() - begin) / 1e9);
        out.println(data.isOwn() ? welcomeHome(data) : Welcome.text(options.ports()));
    }

    /** Only on this terminal: the code that it tells makes an operator. */
    private String welcomeHome(DataDirectory data) throws InterruptedException, IOException {
        return Welcome.own(options.ports(), new FirstEvening(options.ports().orderApi(), data.secretKey()).setupCode());
    }

    /** Ends this process when the broker loses its disk and halts without a word to the console. */
    private static void endWhenTheBrokerFails(DataDirectory data) {
        Exit.setHaltProcedure((code, message) -> {
            System.err.println("Kafka had to stop, and the platform with it: is the disk full? See "
                    + data.logs().resolve("standalone.log"));
            Runtime.getRuntime().halt(REFUSED);
        });
    }

    private void stop(Platform platform) {
        out.println("Stopping ...");
        platform.close();
        out.println("Stopped.");
    }

    private void seed(DataDirectory data) throws InterruptedException, IOException {
        if (Files.exists(data.demoMarker())) {
            return;
        }
        long begin = System.nanoTime();
        String summary = new DemoSeed(options.ports().orderApi(), data.secretKey()).store();
        Files.createFile(data.demoMarker());
        out.printf("  %-16s stored in %.1f s: %s%n", "demo data", (System.nanoTime() - begin) / 1e9, summary);
    }
}
