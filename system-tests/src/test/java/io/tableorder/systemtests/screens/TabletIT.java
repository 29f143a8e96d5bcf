package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.tableorder.systemtests.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Guests order. Each test that sends an order has a table of its own. */
@InBrowser
class TabletIT {

    private static final String STORE = "hanok-gangnam";
    private static final String PLACE = "**/api/v1/customer/orders";

    private final Screens screens;

    TabletIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void a_tablet_is_set_up_once_and_remembers() {
        Page tablet = screens.device(1280, 800);
        tablet.navigate("/tablet");
        setUp(tablet, "wrong-password");
        assertThat(tablet.getByRole(AriaRole.ALERT)).isVisible();
        setUp(tablet, Client.TABLE_PASSWORD);
        assertThat(tablet.locator(".card").first()).isVisible();

        tablet.reload();

        assertThat(tablet.locator(".table-name")).hasText("1번 테이블");
    }

    private static void setUp(Page tablet, String password) {
        tablet.locator("[name=store_id]").fill(STORE);
        tablet.locator("[name=table_number]").fill("1");
        tablet.locator("[name=table_password]").fill(password);
        tablet.locator("form .primary").click();
    }

    @Test
    void an_order_appears_on_the_board_in_another_window_and_its_status_on_the_tablet() throws Exception {
        Page board = screens.board(STORE);
        Page tablet = freshTablet(2);
        add(tablet, 0);
        tablet.locator(".note").fill("덜 맵게");

        tablet.locator(".send").click();

        Locator order = board.locator("[data-table='2'] [data-order]");
        assertThat(board.locator("[data-table='2']")).hasClass(Pattern.compile("fresh"));
        String number = tablet.locator(".placed .number").innerText().replaceAll("\\D", "");
        assertThat(order.locator("strong")).hasText("#" + number);
        order.locator(".step").click();
        tablet.locator(".placed").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        tablet.getByRole(AriaRole.BUTTON, named("주문 내역")).click();
        assertThat(tablet.locator(".order .status")).hasText("준비중");
        assertThat(tablet.locator(".order")).containsText("덜 맵게");
    }

    @Test
    void a_reload_keeps_the_cart() throws Exception {
        Page tablet = freshTablet(3);
        add(tablet, 0);
        add(tablet, 0);
        add(tablet, 1);
        assertThat(tablet.locator(".send")).containsText("3");
        String total = tablet.locator(".cart .sum strong").innerText();

        tablet.reload();

        assertThat(tablet.locator(".line")).hasCount(2);
        assertThat(tablet.locator(".cart .sum strong")).hasText(total);
    }

    @Test
    void a_double_tap_orders_once() throws Exception {
        Page tablet = freshTablet(4);
        List<String> sent = ordersSentBy(tablet);
        add(tablet, 0);

        tablet.locator(".send").dblclick();

        assertThat(tablet.locator(".placed")).isVisible();
        theTableHas(1, 4);
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_tap_on_order_in_the_moment_a_dish_is_chosen_orders_that_dish() throws Exception {
        Page tablet = freshTablet(4);

        tablet.evaluate("""
                () => {
                  document.querySelector('.card').click();
                  for (let tap = 0; tap < 5; tap++) document.querySelector('.send').click();
                }""");

        assertThat(tablet.locator(".placed")).isVisible();
        theTableHas(1, 4);
    }

    @Test
    void an_order_whose_answer_is_lost_is_still_one_order() throws Exception {
        Page tablet = freshTablet(5);
        List<String> keys = new ArrayList<>();
        tablet.route(PLACE, route -> {
            if (route.request().method().equals("POST")) {
                keys.add(route.request().headerValue("Idempotency-Key"));
                loseFirstAnswer(route, keys.size());
            } else {
                route.resume();
            }
        });
        add(tablet, 0);

        tablet.locator(".send").click();

        assertThat(tablet.locator(".placed")).isVisible();
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst()).isEqualTo(keys.getLast());
        theTableHas(1, 5);
    }

    private static void loseFirstAnswer(Route route, int attempt) {
        APIResponse answer = route.fetch();
        if (attempt == 1) {
            route.abort();
        } else {
            route.fulfill(new Route.FulfillOptions().setResponse(answer));
        }
    }

    @Test
    void a_dish_that_sells_out_meanwhile_is_named_and_can_be_removed() throws Exception {
        Page tablet = freshTablet(6);
        add(tablet, 0);
        add(tablet, 6);
        String menuId = tablet.locator(".dish").nth(6).getAttribute("data-menu");
        String name = tablet.locator(".dish .name").nth(6).innerText();
        sell(menuId, false);
        try {
            tablet.locator(".send").click();

            Locator notice = tablet.locator(".notice.warn");
            assertThat(notice).containsText(name);
            assertThat(tablet.locator(".dish").nth(6).locator("button")).isDisabled();
            assertThat(tablet.locator(".dish").nth(6)).containsText("품절");
            notice.getByRole(AriaRole.BUTTON).click();
            assertThat(tablet.locator(".line")).hasCount(1);
            tablet.locator(".send").click();
            assertThat(tablet.locator(".placed")).isVisible();
        } finally {
            sell(menuId, true);
        }
    }

    private void sell(String menuId, boolean available) throws Exception {
        Client admin = screens.adminOf(STORE);
        assertThat(admin.send("PATCH", "/admin/menus/" + menuId, Map.of("available", available), randomKey())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void without_a_line_the_cart_waits_and_is_sent_only_on_the_guests_word() throws Exception {
        Page tablet = freshTablet(7);
        List<String> sent = ordersSentBy(tablet);
        add(tablet, 0);
        tablet.context().setOffline(true);
        assertThat(tablet.locator(".banner.down")).isVisible();
        assertThat(tablet.locator(".send")).isDisabled();

        tablet.context().setOffline(false);

        assertThat(tablet.locator(".banner.restored")).isVisible();
        assertThat(tablet.locator(".line")).hasCount(1);
        assertThat(sent).isEmpty();
        tablet.locator(".send").click();
        assertThat(tablet.locator(".placed")).isVisible();
        theTableHas(1, 7);
        assertThat(sent).hasSize(1);
    }

    private static List<String> ordersSentBy(Page tablet) {
        List<String> sent = new CopyOnWriteArrayList<>();
        tablet.onRequest(request -> {
            if (request.method().equals("POST") && request.url().endsWith("/customer/orders")) {
                sent.add(request.headerValue("Idempotency-Key"));
            }
        });
        return sent;
    }

    @Test
    void a_tablet_reloaded_without_a_line_shows_what_it_saw_last_and_orders_once_it_is_back() throws Exception {
        screens.clear(STORE, 3);
        Page tablet = screens.tabletOnLine(STORE, 3);
        List<String> sent = ordersSentBy(tablet);
        int dishes = tablet.locator(".dish").count();
        add(tablet, 0);
        screens.line().cut();
        try {
            tablet.reload();

            assertThat(tablet.locator(".banner.down")).isVisible();
            assertThat(tablet.locator(".seen")).containsText("에 본 메뉴입니다");
            assertThat(tablet.locator(".dish")).hasCount(dishes);
            assertThat(tablet.locator(".line")).hasCount(1);
            assertThat(tablet.locator(".send")).isDisabled();
            tablet.getByRole(AriaRole.BUTTON, named("주문 내역")).click();
            assertThat(tablet.locator(".drawer")).containsText("지금은 주문 내역을 볼 수 없습니다");
            tablet.locator(".drawer .close").click();
        } finally {
            screens.line().restore();
        }
        assertThat(tablet.locator(".banner.restored")).isVisible();
        assertThat(tablet.locator(".seen")).hasCount(0);
        assertThat(sent).isEmpty();
        tablet.locator(".send").click();
        assertThat(tablet.locator(".placed")).isVisible();
        theTableHas(1, 3);
    }

    @Test
    void what_a_tablet_keeps_of_its_page_is_shown_without_a_line_only_or_when_the_line_says_nothing() {
        Page tablet = screens.tabletOnLine(STORE, 1);
        tablet.evaluate(MARK_WHAT_IS_KEPT);
        Locator kept = tablet.locator("html[data-kept]");
        tablet.reload();
        tablet.locator(".card").first().waitFor();
        assertThat(kept).hasCount(0);
        try {
            screens.line().stall();
            tablet.reload();
            assertThat(kept).hasCount(1);
            assertThat(tablet.locator("#app > *")).isVisible();
        } finally {
            screens.line().restore();
        }
        tablet.reload();
        assertThat(kept).hasCount(0);
    }

    private static final String MARK_WHAT_IS_KEPT = """
            async () => {
              const [name, ...others] = await caches.keys();
              if (others.length) throw new Error(`one version is kept, not ${others.length + 1}`);
              const cache = await caches.open(name);
              const page = await cache.match('/tablet');
              const marked = (await page.text()).replace('<html', '<html data-kept');
              await cache.put('/tablet', new Response(marked, {headers: page.headers}));
            }""";

    @Test
    void a_token_that_is_not_taken_any_more_is_renewed_unseen() throws Exception {
        Page tablet = freshTablet(8);
        AtomicInteger refused = new AtomicInteger();
        tablet.route(PLACE, route -> {
            if (route.request().method().equals("POST") && refused.getAndIncrement() == 0) {
                route.fulfill(new Route.FulfillOptions().setStatus(401).setBody("{}"));
            } else {
                route.resume();
            }
        });
        add(tablet, 0);

        tablet.locator(".send").click();

        assertThat(tablet.locator(".placed")).isVisible();
        assertThat(refused.get()).isEqualTo(2);
    }

    @Test
    void guests_take_back_what_the_kitchen_has_not_begun() throws Exception {
        Page tablet = freshTablet(9);
        add(tablet, 0);
        tablet.locator(".send").click();
        tablet.locator(".placed .primary").click();
        tablet.getByRole(AriaRole.BUTTON, named("주문 내역")).click();

        tablet.locator(".order")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("주문 취소"))
                .click();
        tablet.locator(".question .grave").click();

        assertThat(tablet.locator(".order .status")).hasText("취소됨");
        assertThat(tablet.locator(".drawer .sum strong")).hasText("0원");
        theTableHas(0, 9);
    }

    @Test
    void the_next_guests_find_nothing_of_those_before() throws Exception {
        Page tablet = freshTablet(2);
        tablet.getByRole(AriaRole.BUTTON, named("English")).click();
        add(tablet, 0);
        tablet.locator(".send").click();
        tablet.locator(".placed .primary").click();
        assertThat(tablet.locator(".tools .badge")).hasText("1");
        add(tablet, 1);
        tablet.locator(".note").fill("no onions");

        screens.clear(STORE, 2);

        assertThat(tablet.locator(".line")).hasCount(0);
        assertThat(tablet.locator("html")).hasAttribute("lang", "ko");
        assertThat(tablet.locator(".tools .badge")).hasCount(0);
    }

    @Test
    void a_price_that_was_not_shown_is_not_ordered() throws Exception {
        Page tablet = freshTablet(6);
        tablet.route(PLACE, route -> {
            if (route.request().method().equals("POST")) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(409)
                        .setContentType("application/problem+json")
                        .setBody(PRICE_CHANGED.formatted(
                                tablet.locator(".dish").first().getAttribute("data-menu"))));
            } else {
                route.resume();
            }
        });
        add(tablet, 0);

        tablet.locator(".send").click();

        assertThat(tablet.locator(".repriced")).containsText("가격이 바뀌었습니다");
        assertThat(tablet.locator(".placed")).hasCount(0);
    }

    private static final String PRICE_CHANGED =
            "{\"status\":409,\"error_code\":\"PRICE_CHANGED\",\"prices\":[{\"menu_id\":\"%s\",\"unit_price\":99000}]}";

    @Test
    void a_tablet_whose_table_is_locked_comes_back_by_itself() {
        Page tablet = screens.device(1280, 800);
        AtomicInteger asked = new AtomicInteger();
        tablet.route("**/customer/login", route -> {
            if (asked.getAndIncrement() == 0) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(429)
                        .setHeaders(Map.of("Retry-After", "1"))
                        .setBody("{}"));
            } else {
                route.resume();
            }
        });
        Screens.remember(
                tablet,
                "tablet.device",
                Map.of("store_id", STORE, "table_number", 1, "table_password", Client.TABLE_PASSWORD));

        tablet.navigate("/tablet");

        assertThat(tablet.locator("[role=status]")).isVisible();
        assertThat(tablet.locator("[name=table_password]")).hasCount(0);
        assertThat(tablet.locator(".card").first()).isVisible();
    }

    @Test
    void the_whole_order_can_be_made_from_the_keyboard_in_english() throws Exception {
        Page tablet = freshTablet(10);
        tablet.getByRole(AriaRole.BUTTON, named("English")).press("Enter");
        assertThat(tablet.locator("html")).hasAttribute("lang", "en");
        tablet.locator(".card").nth(1).press("Enter");
        assertThat(tablet.locator(".send")).hasText("Place order (1)");
        tablet.getByRole(AriaRole.BUTTON, named("One more")).press("Enter");
        assertThat(tablet.locator(".send")).hasText("Place order (2)");

        tablet.locator(".send").press("Enter");

        assertThat(tablet.locator(".placed .primary")).isFocused();
        tablet.keyboard().press("Escape");
        assertThat(tablet.locator(".placed")).hasCount(0);
    }

    private Page freshTablet(int tableNumber) throws Exception {
        screens.clear(STORE, tableNumber);
        return screens.tablet(STORE, tableNumber);
    }

    private static void add(Page tablet, int dish) {
        tablet.locator(".card").nth(dish).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static String randomKey() {
        return UUID.randomUUID().toString();
    }

    private void theTableHas(int orders, int tableNumber) throws Exception {
        Guests guests = Guests.at(screens, STORE, tableNumber);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(guests.orders()).hasSize(orders));
    }
}
