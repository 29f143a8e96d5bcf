package io.tableorder.standalone.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Places orders one after another, from all tables in turn so that no table exceeds what it may order in a minute, and
 * measures each from the moment its request is sent: until the answer, and until the store's screen shows it.
 */
final class OrderLatency {
    /** A new process compiles its code on the first orders; they are placed and left out. */
    private static final int WARM_UP = 100;

    private static final Duration SEEN_LIMIT = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Api api;
    private final URI notifierAddress;
    private final int orders;

    OrderLatency(URI apiAddress, URI notifierAddress, int orders) {
        this.api = Api.at(apiAddress);
        this.notifierAddress = notifierAddress;
        this.orders = orders;
    }

    private record Tablet(String storeId, Api api, String menuId, EventStream screen) {}

    void run(PrintStream out) throws IOException, InterruptedException {
        Map<String, EventStream> screens = new LinkedHashMap<>();
        try {
            List<Tablet> tablets = connect(screens);
            measure(out, tablets);
            endSessions(screens.keySet());
        } finally {
            screens.values().forEach(EventStream::close);
        }
    }

    private void measure(PrintStream out, List<Tablet> tablets) throws IOException, InterruptedException {
        long[] answered = new long[orders];
        long[] visible = new long[orders];
        long begin = System.nanoTime();
        for (int i = -WARM_UP; i < orders; i++) {
            Tablet tablet = tablets.get(Math.floorMod(i, tablets.size()));
            Api.Answer answer = order(tablet);
            String id = answer.required("order_id");
            var seen = tablet.screen()
                    .await("order_created", event -> event.isAbout("order_created", "order_id", id), SEEN_LIMIT);
            if (i >= 0) {
                answered[i] = answer.nanos();
                visible[i] = seen.nanos() - answer.sentNanos();
            }
        }
        out.printf(
                "%d orders from %d tables of 3 stores, one after another (%d more before them to warm up), %.1f s%n",
                orders, tablets.size(), WARM_UP, (System.nanoTime() - begin) / 1e9);
        print(out, "request sent -> 201", answered);
        print(out, "request sent -> visible on the stream", visible);
    }

    private static void print(PrintStream out, String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        out.printf(
                "  %-38s p50 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
                what, percentile(sorted, 50), percentile(sorted, 99), sorted[sorted.length - 1] / 1e6);
    }

    /** Returns the smallest value that the given share of all values does not exceed. */
    static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }

    private List<Tablet> connect(Map<String, EventStream> screens) throws IOException, InterruptedException {
        List<List<Tablet>> byStore = new ArrayList<>();
        for (DemoData.Store store : DemoData.load().stores()) {
            var screen = EventStream.open(
                    notifierAddress, api.loginStoreAdmin(store.storeId()).token());
            screens.put(store.storeId(), screen);
            screen.await("initial", event -> event.name().equals("initial"), SEEN_LIMIT);
            List<Tablet> tablets = new ArrayList<>();
            for (int number = 1; number <= store.tables(); number++) {
                Api table = api.loginTable(store.storeId(), number);
                tablets.add(new Tablet(store.storeId(), table, anItem(table), screen));
            }
            byStore.add(tablets);
        }
        return byStore.stream().flatMap(List::stream).toList();
    }

    private static String anItem(Api table) throws IOException, InterruptedException {
        return table.get("/customer/menus")
                .expect(200)
                .json()
                .at("/categories/0/menus/0/menu_id")
                .asString();
    }

    private static Api.Answer order(Tablet tablet) throws IOException, InterruptedException {
        var body = Map.of("items", List.of(Map.of("menu_id", tablet.menuId(), "quantity", 1)));
        while (true) {
            Api.Answer answer = tablet.api()
                    .post("/customer/orders", body, UUID.randomUUID().toString());
            if (answer.status() != TOO_MANY_REQUESTS) {
                return answer.expect(201);
            }
            Thread.sleep(Duration.ofSeconds(retryAfterSeconds(answer)));
        }
    }

    private static long retryAfterSeconds(Api.Answer answer) {
        return answer.response().headers().firstValueAsLong("Retry-After").orElse(1);
    }

    /** Leaves the tables as it found them: free. */
    private void endSessions(Iterable<String> storeIds) throws IOException, InterruptedException {
        for (String storeId : storeIds) {
            Api staff = api.loginStoreAdmin(storeId);
            for (var table : staff.get("/admin/tables").expect(200).json().at("/tables")) {
                staff.post(
                                "/admin/tables/" + table.get("table_id").asString() + "/end-session",
                                Map.of("unfinished", "complete"),
                                UUID.randomUUID().toString())
                        .expect(200, 409);
            }
        }
    }
}
