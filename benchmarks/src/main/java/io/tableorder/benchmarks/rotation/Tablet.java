package io.tableorder.benchmarks.rotation;

import io.tableorder.benchmarks.rotation.Tally.Kind;
import io.tableorder.benchmarks.service.HttpCaller;
import io.tableorder.benchmarks.service.HttpCaller.Answer;
import io.tableorder.benchmarks.service.OpenedRestaurant;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Orders and reads the menu, with the token of its first login and that of its latest in turn. */
final class Tablet implements Load {

    private static final Duration BETWEEN = Duration.ofMillis(150);
    private static final int ORDERS_PER_LOGIN = 40;
    private static final int ORDERS_PER_PARTY = 20;

    private final Crowd crowd;
    private final int table;
    private final HttpCaller admin;
    private final HttpCaller first;
    private final Map<String, Object> order;
    private HttpCaller latest;
    private int orders;

    /** @param admin ends the parties' sessions */
    Tablet(Crowd crowd, int table, HttpCaller admin) throws InterruptedException {
        this.crowd = crowd;
        this.table = table;
        this.admin = admin;
        this.first = crowd.restaurant().tablet(table);
        this.latest = first;
        this.order =
                Map.of("items", List.of(Map.of("menu_id", crowd.restaurant().dish(first), "quantity", 1)));
        // They do not all log in at once.
        this.orders = table;
    }

    @Override
    public Duration step() throws InterruptedException {
        orders++;
        if (orders % ORDERS_PER_LOGIN == 0) {
            latest = crowd.logIn(latest, "/customer/login", OpenedRestaurant.tabletsLogin(table));
        }
        HttpCaller by = orders % 2 == 0 ? first : latest;
        Answer placed =
                crowd.tally().time(Kind.ORDER, 201, () -> by.send("POST", crowd.orderApi("/customer/orders"), order));
        crowd.tally().time(Kind.MENU, 200, () -> by.get(crowd.orderApi("/customer/menus")));
        if (placed.status() == 201 && orders % ORDERS_PER_PARTY == 0) {
            endSession(placed.json().path("table_id").asString());
        }
        return BETWEEN;
    }

    private void endSession(String tableId) throws InterruptedException {
        String path = "/admin/tables/" + tableId + "/end-session?store_id=" + OpenedRestaurant.STORE;
        crowd.tally()
                .time(
                        Kind.SESSION_END,
                        200,
                        () -> admin.send("POST", crowd.orderApi(path), Map.of("unfinished", "complete")));
    }

    @Override
    public void close() {
        // It holds nothing open.
    }
}
