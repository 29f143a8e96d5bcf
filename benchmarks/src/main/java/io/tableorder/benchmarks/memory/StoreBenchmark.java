package io.tableorder.benchmarks.memory;

import io.tableorder.event.Position;
import io.tableorder.fixture.SeededStores;
import io.tableorder.fixture.UsedHeap;
import io.tableorder.store.StoreState;
import io.tableorder.testkit.log.BusyStore;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds the logs of many stores, as order-api does when it restores a partition, and says how much of the heap one takes: its
 * menu, its tables and the orders of its open sessions, and what its receipts take besides.
 */
public final class StoreBenchmark {

    private static final int STORES = Integer.getInteger("stores", 300);

    private static final int PARTITION = 0;
    private static final int ORDERS_PER_PARTY = 3;
    private static final int CANCELLED_ONE_IN = 10;
    private static final Instant EVENING = Instant.parse("2026-11-20T09:00:00Z");
    private static final Duration PACE = Duration.ofSeconds(60);

    private final EventCodec codec = new EventCodec();

    /** A store's size: so many dishes and tables, and parties at some of these, with three orders of three lines each. */
    private record Size(int dishes, int tables, int sessions) {}

    private StoreBenchmark() {}

    public static void main(String[] args) {
        StoreBenchmark benchmark = new StoreBenchmark();
        System.out.println("dishes  tables  open sessions  KiB a store  bytes a receipt");
        for (Size size : List.of(new Size(24, 10, 10), new Size(150, 30, 0), new Size(150, 30, 20))) {
            benchmark.measure(size);
        }
    }

    private void measure(Size size) {
        List<StoreState> stores = new ArrayList<>(STORES);
        long before = UsedHeap.bytes();
        for (int number = 0; number < STORES; number++) {
            stores.add(folded(number, size));
        }
        long bytes = UsedHeap.bytes() - before;
        long receiptBytes =
                stores.stream().mapToLong(store -> store.receipts().bytes()).sum();
        long receipts =
                stores.stream().mapToLong(store -> store.receipts().size()).sum();
        System.out.printf(
                "%6d  %6d  %13d  %11.1f  %15.1f%n",
                size.dishes(),
                size.tables(),
                size.sessions(),
                (bytes - receiptBytes) / 1024.0 / STORES,
                (double) receiptBytes / receipts);
    }

    private StoreState folded(int number, Size size) {
        BusyStore.Shape shape =
                new BusyStore.Shape(size.dishes(), size.tables(), ORDERS_PER_PARTY, CANCELLED_ONE_IN, EVENING, PACE);
        Fold fold = new Fold(codec, SeededStores.storeId(number));
        BusyStore store = BusyStore.open(shape, number, PARTITION, fold::next);
        for (int party = 0; party < size.sessions(); party++) {
            store.serveParty();
        }
        return fold.state;
    }

    private static final class Fold {

        private final EventCodec codec;
        private StoreState state;
        private long offset;

        private Fold(EventCodec codec, String storeId) {
            this.codec = codec;
            state = StoreState.unopened(storeId);
        }

        private void next(EncodedEvent event) {
            byte[] value = event.toRecord(PARTITION).value();
            state = state.evolve(codec.decode(value, new Position(PARTITION, offset++)));
        }
    }
}
