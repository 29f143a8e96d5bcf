package io.tableorder.standalone;

import io.tableorder.embedded.Database;
import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.embedded.EmbeddedStartException;
import io.tableorder.embedded.Flush;
import io.tableorder.wire.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs: broker and database first, both at once, then the services, all at once. {@link #close()} may
 * be called from another thread at any time, also in the middle of {@link #start()}, and leaves nothing running.
 */
final class Platform implements AutoCloseable {
    /** A crowded machine is slow, not broken; a service that is broken shows sooner, by ending. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    /** Queries and logins are away that much longer than PostgreSQL takes to start. */
    private static final Duration DATABASE_INTERVAL = Duration.ofSeconds(2);

    private static final short REPLICATION_FACTOR = 1;

    private static final String BEFORE_ACKNOWLEDGING = "before-acknowledging";
    private static final String LATER = "later";

    private final Options options;
    private final DataDirectory data;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Services.Caching caching;
    private @Nullable CompletableFuture<EmbeddedKafka> kafka;
    private volatile @Nullable CompletableFuture<EmbeddedDatabase> database;
    private List<SupervisedService> services = List.of();
    private final CountDownLatch closing = new CountDownLatch(1);
    private boolean closed;

    static Platform starting(Options options, DataDirectory data, Map<String, String> environment, PrintStream out) {
        return new Platform(options, data, environment, out, Services.Caching.USE);
    }

    /** Its services record, when they are closed, what helps them to start sooner. */
    static Platform rehearsing(Options options, DataDirectory data, Map<String, String> environment, PrintStream out) {
        return new Platform(options, data, environment, out, Services.Caching.RECORD);
    }

    private Platform(
            Options options,
            DataDirectory data,
            Map<String, String> environment,
            PrintStream out,
            Services.Caching caching) {
        this.options = options;
        this.data = data;
        this.environment = environment;
        this.out = out;
        this.caching = caching;
    }

    /** Returns once every service is ready. */
    void start() throws InterruptedException, IOException {
        CompletableFuture<Void> stores = beginStores();
        List<ServiceSpec> specs = specs();
        awaitStores(stores);
        watchDatabase();
        startServices(specs);
        awaitServices();
    }

    private synchronized CompletableFuture<Void> beginStores() {
        refuseIfClosed();
        var startingKafka = inBackground(this::startKafka);
        var startingDatabase = inBackground(() -> timed(
                "PostgreSQL",
                () -> EmbeddedDatabase.startIn(data.postgres(), options.ports().of(Ports.Use.POSTGRES))));
        kafka = startingKafka;
        database = startingDatabase;
        return CompletableFuture.allOf(startingKafka, startingDatabase);
    }

    /** A killed postmaster is started again, as a killed service is: nobody notices half a platform by himself. */
    private void watchDatabase() {
        Thread.ofPlatform().daemon().name("watch-database").start(() -> {
            try {
                while (!closing.await(DATABASE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    lookAfterDatabase();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void lookAfterDatabase() {
        CompletableFuture<EmbeddedDatabase> started = database;
        if (started == null || !started.isDone() || started.isCompletedExceptionally()) {
            return;
        }
        try {
            if (started.join().restartIfEnded()) {
                out.println("PostgreSQL died; it was started again");
            }
        } catch (EmbeddedStartException e) {
            out.println("PostgreSQL died, and starting it again is tried until it works: " + e.getMessage());
        }
    }

    private static void awaitStores(CompletableFuture<Void> stores) {
        try {
            stores.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private EmbeddedKafka startKafka() {
        return timed("Kafka", () -> {
            var started = EmbeddedKafka.startIn(data.kafka(), options.ports().of(Ports.Use.KAFKA), flush());
            try {
                createTopics(started);
                return started;
            } catch (RuntimeException e) {
                started.close();
                throw e;
            }
        });
    }

    /** This way to run is for trials: orders survive a killed process, and a power cut only if BROKER_FLUSH says so. */
    private Flush flush() {
        String wanted = environment.getOrDefault("BROKER_FLUSH", LATER);
        return switch (wanted) {
            case BEFORE_ACKNOWLEDGING -> Flush.BEFORE_ACKNOWLEDGING;
            case LATER -> Flush.LATER;
            default ->
                throw new StartRefusedException(
                        "BROKER_FLUSH: got \"%s\", takes %s or %s".formatted(wanted, BEFORE_ACKNOWLEDGING, LATER));
        };
    }

    private static void createTopics(EmbeddedKafka kafka) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Topics.ensure(admin, Services.PARTITIONS, REPLICATION_FACTOR);
        } catch (ExecutionException e) {
            throw new StartRefusedException("The topics could not be created: " + e.getCause());
        } catch (IllegalStateException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("Stopped while creating the topics.");
        }
    }

    private List<ServiceSpec> specs() throws IOException {
        String userOptions =
                environment.getOrDefault("SERVICE_JAVA_OPTIONS", "").strip();
        return Services.specs(
                options.home(),
                data,
                options.ports(),
                sharedEnvironment(),
                userOptions.isEmpty() ? List.of() : List.of(userOptions.split("\\s+")),
                caching);
    }

    private synchronized void startServices(List<ServiceSpec> specs) {
        refuseIfClosed();
        services =
                specs.stream().map(spec -> SupervisedService.start(spec, out)).toList();
    }

    private Map<String, String> sharedEnvironment() {
        Ports ports = options.ports();
        var shared = new HashMap<String, String>();
        shared.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(Ports.Use.KAFKA));
        shared.put("KAFKA_PARTITIONS", String.valueOf(Services.PARTITIONS));
        shared.put("KAFKA_REPLICATION_FACTOR", String.valueOf(REPLICATION_FACTOR));
        // The server trusts this machine's users and asks for no password; the form with one is the usual one.
        shared.put(
                "DATABASE_URL",
                "postgresql://" + Database.USER + ":embedded@127.0.0.1:" + ports.of(Ports.Use.POSTGRES) + "/"
                        + Database.NAME);
        shared.put("SECRET_KEY", data.secretKey());
        // The services are one user's processes, and only order-api looks at the first.
        shared.put(
                "TOKEN_SIGNING_KEYS_FILE",
                data.tokenKeys().resolve("signing.json").toString());
        shared.put("TOKEN_KEYS_FILE", data.tokenKeys().resolve("public.json").toString());
        // The screens are one origin, stream and projector others; both names of this machine are in use.
        int screens = ports.of(Ports.Use.ORDER_API);
        shared.put(
                "STREAM_URL",
                environment.getOrDefault("STREAM_URL", ports.notifier().toString()));
        shared.put(
                "PROJECTOR_URL",
                environment.getOrDefault("PROJECTOR_URL", ports.projector().toString()));
        shared.put(
                "CORS_ORIGINS",
                environment.getOrDefault(
                        "CORS_ORIGINS", "http://127.0.0.1:%d,http://localhost:%d".formatted(screens, screens)));
        // Demo logins are public knowledge: only this machine may use them unless somebody decides otherwise.
        shared.put("SERVER_ADDRESS", environment.getOrDefault("SERVER_ADDRESS", "127.0.0.1"));
        shared.put("MANAGEMENT_SERVER_ADDRESS", environment.getOrDefault("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1"));
        return shared;
    }

    private void awaitServices() throws InterruptedException {
        List<SupervisedService> starting;
        synchronized (this) {
            starting = services;
        }
        try (var waiters = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> waits = starting.stream()
                    .<Future<?>>map(
                            service -> waiters.submit(() -> timed(service.spec().name(), () -> awaitReady(service))))
                    .toList();
            for (Future<?> wait : waits) {
                wait.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static SupervisedService awaitReady(SupervisedService service) {
        try {
            service.awaitReady(READY_LIMIT);
            return service;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("Stopped while starting.");
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new StartRefusedException("Stopped while starting.");
        }
    }

    private <T> T timed(String what, Supplier<T> start) {
        long begin = System.nanoTime();
        T started = start.get();
        out.printf("  %-16s ready after %.1f s%n", what, (System.nanoTime() - begin) / 1e9);
        return started;
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> task) {
        var future = new CompletableFuture<T>();
        // Not a virtual thread: the broker's start blocks in synchronized code and disk writes for seconds.
        Thread.ofPlatform().daemon().start(() -> {
            try {
                future.complete(task.get());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    /** Services first, since they need the rest to end in order; then the database, then the broker. */
    @Override
    public void close() {
        List<SupervisedService> running;
        closing.countDown();
        synchronized (this) {
            closed = true;
            running = services;
        }
        running.forEach(SupervisedService::beginStop);
        running.forEach(SupervisedService::close);
        closeWhenStarted(database);
        closeWhenStarted(kafka);
        data.close();
    }

    private static void closeWhenStarted(@Nullable CompletableFuture<? extends AutoCloseable> starting) {
        if (starting == null) {
            return;
        }
        starting.handle((started, failure) -> {
                    if (started != null) {
                        closeQuietly(started);
                    }
                    return null;
                })
                .join();
    }

    private static void closeQuietly(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) {
            System.err.println("While stopping: " + e.getMessage());
        }
    }

    Path logs() {
        return data.logs();
    }
}
