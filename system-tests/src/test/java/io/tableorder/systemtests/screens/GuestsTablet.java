package io.tableorder.systemtests.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tests of guests at their tablet extend this. */
abstract class GuestsTablet {

    static final String STORE = "hanok-gangnam";

    final Screens screens;

    GuestsTablet(Screens screens) {
        this.screens = screens;
    }

    Page freshTablet(int tableNumber) throws Exception {
        screens.clear(STORE, tableNumber);
        return screens.tablet(STORE, tableNumber);
    }

    static void add(Page tablet, int dish) {
        tablet.locator(".card").nth(dish).click();
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    static List<String> ordersSentBy(Page tablet) {
        List<String> sent = new CopyOnWriteArrayList<>();
        tablet.onRequest(request -> {
            if (request.method().equals("POST") && request.url().endsWith("/customer/orders")) {
                sent.add(request.headerValue("Idempotency-Key"));
            }
        });
        return sent;
    }

    void theTableHas(int orders, int tableNumber) throws Exception {
        Guests guests = Guests.at(screens, STORE, tableNumber);
        await().untilAsserted(() -> assertThat(guests.orders()).hasSize(orders));
    }
}
