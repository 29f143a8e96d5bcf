package io.tableorder.testkit.history;

import io.tableorder.operability.security.TokenIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Guests and staff who keep a platform busy and record every request. Each client sits at a table and sends what its
 * guests and the staff want there: orders 60 %, statuses 20 %, lines completed and taken off, cancellations, sessions that
 * end and move, sold-out items, and now and then a key a second time. What is left unknown is asked again under its key, at whatever instance comes next.
 *
 * <p>What each client wants follows from the seed and from the answers it gets; how requests interleave does not.
 */
public final class RandomClients implements AutoCloseable {

    /** Set this property to a seed that a run has printed. */
    public static final String SEED_PROPERTY = "history.seed";

    /**
     * A load says how many want how much.
     *
     * @param pause of each client between two commands
     */
    public record Load(long seed, int clients, Duration pause) {}

    private final Load load;
    private final OrderApi api = new OrderApi();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<RandomClient> clients = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean finishing;

    /**
     * @param restaurants the clients are spread over them, and over their tables
     * @param tokens issues what the instances accept
     * @param instances where each next request goes; asked from many threads
     */
    public RandomClients(
            Load load, List<Restaurant> restaurants, TokenIssuer tokens, Supplier<URI> instances, History history) {
        this.load = load;
        for (int i = 0; i < load.clients(); i++) {
            Restaurant restaurant = restaurants.get(i % restaurants.size());
            List<String> tableIds = restaurant.tableIds();
            String tableId = tableIds.get(i / restaurants.size() % tableIds.size());
            clients.add(new RandomClient(load.seed(), i, restaurant, tableId, tokens, api, instances, history));
        }
    }

    /** Returns the seed in {@value #SEED_PROPERTY}, or a new one; printed, so that the run can be repeated. */
    public static long seed() {
        long seed = Long.getLong(SEED_PROPERTY, ThreadLocalRandom.current().nextInt(1_000_000));
        System.out.printf("Random clients with seed %d; again with -D%s=%d%n", seed, SEED_PROPERTY, seed);
        return seed;
    }

    public void start() {
        for (RandomClient client : clients) {
            running.add(threads.submit(() -> {
                client.want(() -> !finishing, load.pause(), threads);
                return null;
            }));
        }
    }

    /**
     * Wants nothing more, and returns when every command is settled or has been asked for often enough.
     *
     * @throws IllegalStateException if a client was answered what no client should be
     */
    public void finish() throws InterruptedException {
        finishing = true;
        for (Future<?> client : running) {
            try {
                client.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A client failed, with seed " + load.seed(), e.getCause());
            }
        }
    }

    @Override
    public void close() {
        finishing = true;
        threads.shutdownNow();
        api.close();
    }
}
