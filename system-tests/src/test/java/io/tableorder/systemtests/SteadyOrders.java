package io.tableorder.systemtests;

import static org.awaitility.Awaitility.await;

import io.tableorder.fixture.SeededStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** A guest at every table of every store who orders again and again, until {@link #finish}. */
final class SteadyOrders implements AutoCloseable {

    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(50);

    /** So that one that was answered just before a fault does not count for life after it. */
    private static final int MORE_FROM_EACH_STORE = 5;

    private final SeededStores stores;
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final AtomicIntegerArray answeredByStore;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> guests = new ArrayList<>();
    private volatile boolean open = true;

    private SteadyOrders(SeededStores stores) {
        this.stores = stores;
        this.answeredByStore = new AtomicIntegerArray(stores.stores());
    }

    static SteadyOrders start(SeededStores stores, RoundRobin balancer) {
        SteadyOrders orders = new SteadyOrders(stores);
        for (int store = 0; store < stores.stores(); store++) {
            for (int table = 0; table < stores.tablesPerStore(); table++) {
                orders.letIn(store, table, Guest.at(balancer, store, table));
            }
        }
        return orders;
    }

    private void letIn(int store, int table, Guest guest) {
        guests.add(threads.submit(() -> {
            for (int i = 0; open; i++) {
                String key = SeededStores.tableId(store, table) + "-" + i;
                answered.put(key, guest.order(key));
                answeredByStore.incrementAndGet(store);
                Thread.sleep(BETWEEN_ORDERS);
            }
            return null;
        }));
    }

    /** Returns when every store has had new orders answered. */
    void awaitMore(Duration limit) {
        int[] before = counts();
        await("new orders of every store").atMost(limit).until(() -> {
            failIfAGuestHas();
            int[] now = counts();
            for (int store = 0; store < now.length; store++) {
                if (now[store] < before[store] + MORE_FROM_EACH_STORE) {
                    return false;
                }
            }
            return true;
        });
    }

    private int[] counts() {
        int[] counts = new int[stores.stores()];
        for (int store = 0; store < counts.length; store++) {
            counts[store] = answeredByStore.get(store);
        }
        return counts;
    }

    private void failIfAGuestHas() throws ExecutionException, InterruptedException {
        for (Future<?> guest : guests) {
            if (guest.state() == Future.State.FAILED) {
                guest.get();
            }
        }
    }

    /** Lets every guest have the answer to the last order. */
    void finish() throws ExecutionException, InterruptedException {
        open = false;
        for (Future<?> guest : guests) {
            guest.get();
        }
    }

    /** Idempotency-Key → the id of the order that was answered with 201. */
    Map<String, String> answered() {
        return Map.copyOf(answered);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
