package io.tableorder.benchmarks.load;

import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import io.tableorder.operability.security.TokenIssuer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The tables of some seeded stores, each logged in. */
public final class Tablets {

    public static final String ORDERS = "/api/v1/customer/orders";

    private static final String ORDER =
            "{\"items\":[{\"menu_id\":\"menu-1\",\"quantity\":2},{\"menu_id\":\"menu-7\",\"quantity\":1}]}";

    /** This order has as many dishes, of which there is something to choose. */
    private static final String ORDER_WITH_OPTIONS = "{\"items\":["
            + "{\"menu_id\":\"menu-6\",\"quantity\":2,\"options\":[\"large\",\"egg\"]},"
            + "{\"menu_id\":\"menu-12\",\"quantity\":1,\"options\":[\"cheese\"]}]}";

    private static final String PAID = "{\"unfinished\":\"complete\"}";

    private final List<Seat> seats;

    private Tablets(List<Seat> seats) {
        this.seats = List.copyOf(seats);
    }

    /**
     * A table and who speaks for it.
     *
     * @param tablet the token of its tablet
     * @param staff the token of somebody who serves there
     */
    private record Seat(String tableId, String tablet, String staff) {

        static Seat of(TokenIssuer issuer, int store, int table) {
            String storeId = SeededStores.storeId(store);
            String tableId = SeededStores.tableId(store, table);
            return new Seat(
                    tableId,
                    issuer.issue(tableId, Role.TABLE, SeededStores.CHAIN, storeId, tableId)
                            .value(),
                    issuer.issue("staff-" + storeId, Role.STAFF, SeededStores.CHAIN, storeId, null)
                            .value());
        }
    }

    /**
     * Makes a token for each of the stores' first tables.
     *
     * @param stores their numbers; the first table of each comes before the second of any
     */
    public static Tablets of(List<Integer> stores, int tablesPerStore) {
        TokenIssuer issuer = OrderApiSettings.tokens();
        return new Tablets(IntStream.range(0, stores.size() * tablesPerStore)
                .mapToObj(i -> Seat.of(issuer, stores.get(i % stores.size()), i / stores.size()))
                .toList());
    }

    /** Goes round the tables, each request an order of two lines with an {@code Idempotency-Key} of its own. */
    public Supplier<byte[]> posts(String path) {
        return posts(path, ORDER);
    }

    /** Goes round the tables as {@link #posts} does, with options chosen on both lines. */
    public Supplier<byte[]> ordersWithOptions() {
        return posts(ORDERS, ORDER_WITH_OPTIONS);
    }

    private Supplier<byte[]> posts(String path, String body) {
        AtomicLong next = new AtomicLong();
        String run = Long.toString(System.nanoTime(), 36);
        return () -> {
            long number = next.getAndIncrement();
            String token = seat(number).tablet();
            return Connection.post(path, token, "Idempotency-Key: " + run + "-" + number + "\r\n", body);
        };
    }

    /** Goes round the tables, each request the end of its party's visit, if there is one. */
    public Supplier<byte[]> endsOfVisits() {
        AtomicLong next = new AtomicLong();
        return () -> {
            Seat seat = seat(next.getAndIncrement());
            return Connection.post("/api/v1/admin/tables/" + seat.tableId() + "/end-session", seat.staff(), "", PAID);
        };
    }

    private Seat seat(long number) {
        return seats.get((int) (number % seats.size()));
    }
}
