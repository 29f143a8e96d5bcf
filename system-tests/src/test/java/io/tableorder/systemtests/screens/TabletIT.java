package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.tableorder.systemtests.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Guests order. Each test that sends an order has a table of its own. */
@InBrowser
class TabletIT extends GuestsTablet {

    private static final String PLACE = "**/api/v1/customer/orders";

    TabletIT(Screens screens) {
        super(screens);
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
        tablet.getByLabel("Language").selectOption("ja");
        assertThat(tablet.locator(".categories button").first()).hasText("焼き物");
        assertThat(tablet.locator(".card .name").nth(0)).hasText("韓牛ロースの炭火焼き");
        assertThat(tablet.locator(".card .allergens").first()).hasText("Allergens: beef");
        assertThat(tablet.locator(".card .origin").first()).containsText("국내산");
        assertThat(tablet.locator(".card .name").last()).hasText("맥주");
        add(tablet, 0);
        assertThat(tablet.locator(".line-name")).hasText("韓牛ロースの炭火焼き");
        tablet.locator(".send").click();
        tablet.locator(".placed .primary").click();
        assertThat(tablet.locator(".tools .badge")).hasText("1");
        assertThat(Guests.at(screens, STORE, 2)
                        .orders()
                        .getFirst()
                        .at("/items/0/menu_name")
                        .asString())
                .as("what the kitchen reads")
                .isEqualTo("한우 등심구이");
        add(tablet, 1);
        tablet.locator(".note").fill("no onions");

        screens.clear(STORE, 2);

        assertThat(tablet.locator(".line")).hasCount(0);
        assertThat(tablet.locator("html")).hasAttribute("lang", "ko");
        assertThat(tablet.locator(".card .name").nth(0)).hasText("한우 등심구이");
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
        tablet.getByLabel("Language").selectOption("en");
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

    private static String randomKey() {
        return UUID.randomUUID().toString();
    }
}
