package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.tableorder.systemtests.Client;
import io.tableorder.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Staff see what is ordered, and act on it. Each test has a table of its own. */
@InBrowser
class BoardIT {

    private static final String STORE = "hanok-hongdae";

    private final Screens screens;

    BoardIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void of_two_admins_on_one_order_the_second_is_told_what_the_first_did() throws Exception {
        Page board = screens.board(STORE);
        String orderId = orderAt(1);
        AtomicReference<Route> held = new AtomicReference<>();
        board.route("**/status", held::set);
        Locator order = order(board, orderId);
        order.locator(".step").click();
        assertThat(order.locator(".wish.sending")).isVisible();
        assertThat(order.locator(".status")).hasText("대기중");

        change(orderId, "COMPLETED");
        board.waitForCondition(() -> held.get() != null);
        held.get().resume();

        assertThat(order.locator(".meanwhile")).containsText("매장 관리자");
        assertThat(order.locator(".meanwhile")).containsText("완료 처리");
        assertThat(order.locator(".status")).hasText("완료");
    }

    @Test
    void the_same_step_by_two_admins_is_what_both_wanted() throws Exception {
        Page board = screens.board(STORE);
        String orderId = orderAt(1);
        AtomicReference<Route> held = new AtomicReference<>();
        board.route("**/status", held::set);
        Locator order = order(board, orderId);
        order.locator(".step").click();

        change(orderId, "PREPARING");
        board.waitForCondition(() -> held.get() != null);
        held.get().resume();

        assertThat(order.locator(".step")).hasText("완료");
        assertThat(order.locator(".meanwhile")).hasCount(0);
    }

    @Test
    void a_second_tap_at_the_same_place_does_nothing() throws Exception {
        Page board = screens.board(STORE);
        String orderId = orderAt(7);
        BoundingBox step = order(board, orderId).locator(".step").boundingBox();
        double x = step.x + step.width / 2;
        double y = step.y + step.height / 2;

        board.mouse().click(x, y);
        board.mouse().click(x, y);

        assertThat(order(board, orderId).locator(".step")).hasText("완료");
        JsonNode events = screens.adminOf(STORE)
                .get("/admin/orders/" + orderId + "/events")
                .body()
                .get("events");
        assertThat(events.size()).as("%s", events).isEqualTo(2);
    }

    @Test
    void an_order_called_off_stays_in_the_kitchen_until_it_is_confirmed() throws Exception {
        Page board = screens.board(STORE);
        String orderId = orderAt(8);
        kitchen(board);
        board.locator(".ticket[data-order='" + orderId + "']").waitFor();
        screens.adminOf(STORE).send("DELETE", "/admin/orders/" + orderId, Map.of("reason", "손님이 떠남"), "off-" + orderId);

        Locator calledOff = board.locator("[data-called-off='" + orderId + "']");
        assertThat(calledOff).containsText("취소됨");
        assertThat(calledOff).containsText("손님이 떠남");
        board.reload();
        calledOff.getByRole(AriaRole.BUTTON).click();
        assertThat(calledOff).hasCount(0);
    }

    @Test
    void sound_is_remembered_and_asks_for_the_touch_that_browsers_want() {
        Page board = screens.board(STORE);
        Locator bell = board.locator(".tools [aria-pressed]");
        bell.click();
        assertThat(bell).hasText("소리 켜짐");

        board.reload();

        assertThat(board.locator(".banner.sound")).isVisible();
        board.locator("main").click();
        assertThat(board.locator(".banner.sound")).hasCount(0);
        assertThat(bell).hasAttribute("aria-pressed", "true");
    }

    private static void kitchen(Page board) {
        board.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("주방"))
                .click();
    }

    @Test
    void a_page_opened_while_the_service_restarts_is_there_a_moment_after_it() {
        Page board = screens.adminsDevice(STORE);
        AtomicInteger refused = new AtomicInteger();
        board.route("**/screens/settings.json", route -> {
            if (refused.incrementAndGet() == 1) {
                route.abort();
            } else {
                route.fallback();
            }
        });
        board.navigate("/admin");
        assertThat(board.locator("[data-table='1']")).isVisible();
        assertThat(refused.get()).isEqualTo(2);
    }

    @Test
    void a_status_that_could_not_be_sent_says_so_and_can_be_sent_again() throws Exception {
        Page board = screens.board(STORE);
        String orderId = orderAt(2);
        Locator order = order(board, orderId);
        board.route("**/status", Route::abort);
        order.locator(".step").click();
        assertThat(order.locator(".wish.failed")).isVisible();
        assertThat(order.locator(".status")).hasText("대기중");

        board.unroute("**/status");
        order.locator(".wish.failed .secondary").click();

        assertThat(order.locator(".status")).hasText("준비중");
    }

    @Test
    void a_cancellation_can_be_taken_back_and_otherwise_happens() throws Exception {
        Page board = screens.board(STORE);
        String orderId = orderAt(3);
        order(board, orderId).waitFor();
        board.locator("[data-table='3'] .table-head").click();
        Locator order = board.locator(".drawer [data-order='" + orderId + "']");
        cancel(board, order);
        order.locator(".wish .secondary").click();
        assertThat(order.locator(".wish")).hasCount(0);

        cancel(board, order);

        assertThat(order).hasCount(0);
        JsonNode events = screens.adminOf(STORE)
                .get("/admin/orders/" + orderId + "/events")
                .body()
                .get("events");
        assertThat(events.size()).as("%s", events).isEqualTo(2);
    }

    private static void cancel(Page board, Locator order) {
        order.locator(".danger").click();
        board.locator(".question .grave").click();
        assertThat(order.locator(".wish.waiting")).isVisible();
    }

    @Test
    void a_table_is_closed_and_found_in_its_history() throws Exception {
        Page board = screens.board(STORE);
        String orderId = orderAt(4);
        order(board, orderId).waitFor();
        board.locator("[data-table='4'] .table-head").click();
        board.locator(".drawer .grave").click();
        assertThat(board.locator(".question")).containsText("끝나지 않은 주문이 1건");
        board.locator(".question input[value=complete]").check();
        board.locator(".question .grave").click();

        assertThat(board.locator("[data-table='4']")).hasClass(Pattern.compile("free"));
        board.locator(".drawer .drawer-foot .secondary").first().click();
        assertThat(board.locator(".drawer .past")).hasCount(1);
    }

    @Test
    void a_stream_that_is_cut_says_so_and_misses_nothing() throws Exception {
        Page board = screens.board(STORE);
        screens.streamLine().cut();
        try {
            assertThat(board.locator(".banner.down")).isVisible();
            String orderId = orderAt(5);
            assertThat(order(board, orderId)).hasCount(0);

            screens.streamLine().restore();

            assertThat(order(board, orderId)).hasCount(1);
            assertThat(board.locator("[data-testid=connection]")).hasText("실시간");
            assertThat(board.locator(".banner.down")).hasCount(0);
        } finally {
            screens.streamLine().restore();
        }
    }

    @Test
    void a_stream_that_has_gone_silent_is_not_taken_for_a_quiet_evening() {
        Page board = screens.board(STORE);
        screens.streamLine().stall();
        try {
            assertThat(board.locator(".admin")).hasAttribute("data-connection", "stale");
            assertThat(board.locator(".banner.down")).isVisible();
        } finally {
            screens.streamLine().restore();
        }
        assertThat(board.locator("[data-testid=connection]")).hasText("실시간");
    }

    @Test
    void a_login_that_runs_out_leaves_the_board_and_asks_for_another() throws Exception {
        Page board = screens.device(1440, 900);
        Screens.remember(board, "admin.login", screens.storeLogin(STORE, Duration.ofSeconds(10)));
        board.navigate("/admin");
        board.locator("[data-connection=live] .table-card").first().waitFor();
        Locator login = board.locator("dialog.question");
        login.waitFor();
        assertThat(board.locator(".table-card").first()).isVisible();
        String orderId = orderAt(6);

        Screens.logIn(board, STORE);

        assertThat(login).hasCount(0);
        assertThat(order(board, orderId)).hasCount(1);
    }

    @Test
    void with_three_hundred_orders_only_what_happens_is_drawn() throws Exception {
        screens.clear("bunsik-jongno", null);
        fill("bunsik-jongno", 10, 30);
        Page board = screens.board("bunsik-jongno");
        assertThat(board.locator("[data-order]")).hasCount(30);
        board.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("주방"))
                .click();
        assertThat(board.locator(".ticket")).hasCount(300);
        board.evaluate(WATCH);

        String orderId =
                Guests.at(screens, "bunsik-jongno", 1).order().get("order_id").asString();

        board.locator(".ticket[data-order='" + orderId + "']").waitFor();
        String longestWaiting = board.locator(".PENDING .ticket").first().getAttribute("data-order");
        board.locator(".PENDING .ticket .step").first().click();
        board.locator(".PREPARING .ticket[data-order='" + longestWaiting + "']").waitFor();
        List<?> touched = (List<?>) board.evaluate("() => [...window.touched]");
        assertThat(touched.stream().map(String::valueOf)).containsExactlyInAnyOrder(orderId, longestWaiting);
        System.out.println("Tasks over 50 ms while it was drawn: " + board.evaluate("() => window.longTasks"));
    }

    /** Which tickets change, but for the time on them. */
    private static final String WATCH = """
            () => {
              window.touched = new Set();
              window.longTasks = [];
              new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((task) => task.duration)))
                .observe({type: 'longtask'});
              const ticketOf = (node) => {
                const element = node.nodeType === 1 ? node : node.parentElement;
                return element?.closest('.wait') ? null : element?.closest('.ticket');
              };
              const within = (node) => [ticketOf(node), ...(node.nodeType === 1 ? node.querySelectorAll('.ticket') : [])];
              new MutationObserver((changes) => changes.forEach(({target, addedNodes, removedNodes}) =>
                [ticketOf(target), ...[...addedNodes, ...removedNodes].flatMap(within)].forEach((ticket) => {
                  if (ticket) window.touched.add(ticket.dataset.order);
                })
              )).observe(document.querySelector('main'), {childList: true, subtree: true, characterData: true, attributes: true});
            }""";

    private void fill(String storeId, int tables, int ordersEach) throws Exception {
        try (var guests = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int table = 1; table <= tables; table++) {
                Guests at = Guests.at(screens, storeId, table);
                done.add(guests.submit(() -> {
                    String menuId =
                            at.order().get("items").get(0).get("menu_id").asString();
                    for (int order = 1; order < ordersEach; order++) {
                        at.order(menuId);
                    }
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
    }

    @Test
    void the_token_is_neither_in_an_address_nor_in_a_storage_that_scripts_read() throws Exception {
        Page board = screens.device(1440, 900);
        List<String> addresses = new CopyOnWriteArrayList<>();
        Set<String> tokens = new CopyOnWriteArraySet<>();
        board.onRequest(request -> {
            addresses.add(request.url());
            String authorization = request.headers().get("authorization");
            if (authorization != null) {
                tokens.add(authorization.substring("Bearer ".length()));
            }
        });
        board.navigate("/admin");
        Screens.logIn(board, STORE);
        board.locator("[data-connection=live] .table-card").first().waitFor();
        assertThat(tokens).hasSize(1);
        assertThat(addresses)
                .anyMatch(address -> address.endsWith("/stream"))
                .noneMatch(address -> tokens.stream().anyMatch(address::contains));
        assertThat((String) board.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])"))
                .contains("admin.login")
                .doesNotContain(tokens);
    }

    @Test
    void what_is_sold_out_here_is_sold_out_on_the_tablets() {
        Page board = screens.board(STORE);
        board.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("메뉴 관리"))
                .click();
        Locator row = board.locator(".menu-row").nth(8);
        row.getByRole(AriaRole.SWITCH).click();
        assertThat(row.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "false");

        Page tablet = screens.tablet(STORE, 7);

        Locator dish = tablet.locator("[data-menu='" + row.getAttribute("data-menu") + "']");
        assertThat(dish.locator("button")).isDisabled();
        row.getByRole(AriaRole.SWITCH).click();
        assertThat(row.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "true");
    }

    private String orderAt(int tableNumber) throws Exception {
        return Guests.at(screens, STORE, tableNumber).order().get("order_id").asString();
    }

    private static Locator order(Page board, String orderId) {
        return board.locator(".table-card [data-order='" + orderId + "']");
    }

    private void change(String orderId, String status) throws Exception {
        Client admin = screens.adminOf(STORE);
        assertThat(admin.send(
                                "PATCH",
                                "/admin/orders/" + orderId + "/status",
                                Json.mapper().createObjectNode().put("status", status),
                                "from-elsewhere-" + orderId)
                        .status())
                .isEqualTo(200);
    }
}
