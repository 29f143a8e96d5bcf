package io.tableorder.benchmarks.rotation;

import io.tableorder.benchmarks.service.HttpCaller;
import io.tableorder.benchmarks.service.OpenedRestaurant;
import io.tableorder.testkit.process.OrdersCommand;
import io.tableorder.testkit.process.WholePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Changes the keys that sign tokens by {@code orders keys rotate} under load: before it, from the command until the new key signs
 * everywhere, and after it. Not one request may fail.
 */
public final class RotationBenchmark {

    private static final int PARTITIONS = 4;
    private static final int TABLETS = Integer.getInteger("clients", 12);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUpSeconds", 30));
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 30));

    /** The shortest that the command takes. */
    private static final Duration ANNOUNCED = Duration.ofSeconds(30);

    /** The last instance has looked at the time and at the file by then. */
    private static final Duration AFTER_ANNOUNCEMENT = Duration.ofSeconds(10);

    /** How order-projector and sse-notifier know the public keys: as Compose has it, and as Kubernetes does. */
    private static final boolean BY_ADDRESS = System.getProperty("keys", "file").equals("address");

    private RotationBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path keys = Files.createTempDirectory("rotation-");
        try (WholePlatform platform =
                WholePlatform.withoutServices(plan(keys), name -> Path.of("target", "rotation-" + name + ".log"))) {
            platform.startServices();
            Crowd crowd = new Crowd(platform, OpenedRestaurant.open(platform, TABLETS));
            run(crowd);
            if (crowd.tally().failed() > 0) {
                crowd.tally().told().forEach(System.out::println);
                throw new IllegalStateException(crowd.tally().failed() + " requests failed");
            }
        }
    }

    private static WholePlatform.Plan plan(Path keys) {
        String signing = keys.resolve("private/signing.json").toString();
        if (BY_ADDRESS) {
            return new WholePlatform.Plan(
                    PARTITIONS,
                    2,
                    Map.of("TOKEN_SIGNING_KEYS_FILE", signing),
                    orderApi -> Map.of(
                            "TOKEN_KEYS_URL",
                            orderApi.resolve("/.well-known/jwks.json").toString()));
        }
        String published = keys.resolve("public.json").toString();
        return new WholePlatform.Plan(
                PARTITIONS, 2, Map.of("TOKEN_SIGNING_KEYS_FILE", signing, "TOKEN_KEYS_FILE", published));
    }

    private static void run(Crowd crowd) throws Exception {
        List<Load> loads = loads(crowd);
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Load load : loads) {
                running.add(threads.submit(() -> {
                    while (!over.get()) {
                        Thread.sleep(load.step());
                    }
                    return null;
                }));
            }
            try {
                measure(crowd);
            } finally {
                over.set(true);
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            for (Load load : loads) {
                load.close();
            }
        }
    }

    private static List<Load> loads(Crowd crowd) throws IOException, InterruptedException {
        HttpCaller admin = crowd.restaurant().chainAdmin();
        List<Load> loads = new ArrayList<>();
        for (int table = 1; table <= TABLETS; table++) {
            loads.add(new Tablet(crowd, table, admin));
        }
        loads.add(new Screen(crowd, admin, OpenedRestaurant.chainAdminsLogin()));
        return loads;
    }

    private static void measure(Crowd crowd) throws IOException, InterruptedException {
        Thread.sleep(WARM_UP);
        List<String> _ = crowd.tally().next("");
        Map<String, Integer> _ = crowd.signatures().take();
        System.out.println(Tally.head());
        Thread.sleep(SPAN);
        Map<String, Integer> former = report(crowd, "before");
        OrdersCommand rotate = crowd.platform().command("keys", "rotate", "--announce=" + ANNOUNCED.toSeconds());
        if (rotate.exitCode() != 0) {
            throw new IllegalStateException("orders keys rotate failed:\n" + rotate.output());
        }
        Thread.sleep(ANNOUNCED.plus(AFTER_ANNOUNCEMENT));
        report(crowd, "during");
        Thread.sleep(SPAN);
        Map<String, Integer> latter = report(crowd, "after");
        if (latter.isEmpty() || former.keySet().stream().anyMatch(latter::containsKey)) {
            throw new IllegalStateException(
                    "The former key still signs: before %s, after %s".formatted(former, latter));
        }
    }

    /** Returns how many tokens each key has signed. */
    private static Map<String, Integer> report(Crowd crowd, String phase) {
        crowd.tally().next(phase).forEach(System.out::println);
        Map<String, Integer> signed = crowd.signatures().take();
        System.out.printf("%-8s  tokens signed, by key: %s%n", phase, signed);
        return signed;
    }
}
