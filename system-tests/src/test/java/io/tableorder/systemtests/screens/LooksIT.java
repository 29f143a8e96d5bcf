package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.tableorder.systemtests.Client;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Every screen meets WCAG 2.2 AA as far as axe can tell, at its usual size and at a phone's, with texts of both languages;
 * what can be hit is large enough to be hit, and nothing moves on the phone of somebody who does not want that.
 * With {@code -Dscreenshots=write} the pictures in docs/screens are made anew.
 */
@InBrowser
class LooksIT {

    private static final String STORE = "hanok-gangnam";
    private static final String OTHER_STORE = "hanok-hongdae";
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final boolean TAKING_PICTURES = "write".equals(System.getProperty("screenshots"));
    private static final Path PICTURES =
            Path.of(System.getProperty("table-order.home")).resolve("docs/screens");

    private static final String AXE = axe();

    private static final int ORDERS = 14;
    private static final List<Integer> ORDERS_BY_HOUR = List.of(4, 18, 31, 22, 9, 7, 12, 27, 43, 39, 24, 14);

    private record Size(String name, int width, int height) {}

    private static final Size TABLET = new Size("tablet", 1280, 800);
    private static final Size DESKTOP = new Size("desktop", 1440, 900);
    private static final Size PHONE = new Size("phone", 390, 844);

    private final Screens screens;

    LooksIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void a_tablets_screens() {
        tabletAt(TABLET, "ko");
        tabletAt(PHONE, "en");
    }

    private void tabletAt(Size size, String language) {
        Page fresh = device(size, language);
        fresh.navigate("/tablet");
        fresh.locator("form").waitFor();
        look(fresh, "setup", size, language);

        Page tablet = device(size, language);
        Screens.remember(
                tablet,
                "tablet.device",
                Map.of("store_id", STORE, "table_number", 1, "table_password", Client.TABLE_PASSWORD));
        tablet.navigate("/tablet");
        tablet.locator(".card").nth(0).click();
        tablet.locator(".card").nth(2).dblclick();
        look(tablet, "menu", size, language);
        if (size == PHONE) {
            tablet.locator(".cart-bar").click();
            look(tablet, "cart", size, language);
        }
        tablet.locator(".send").click();
        tablet.locator(".placed[open]").waitFor();
        look(tablet, "placed", size, language);
        tablet.locator(".placed .primary").click();
        tablet.locator(".tools .strong").click();
        tablet.locator(".drawer .order").first().waitFor();
        look(tablet, "orders", size, language);
        tablet.locator(".drawer .close").click();
        tablet.locator(".call-open").click();
        // What was called for once is waited for, so the next device calls for something else.
        String kind = size == TABLET ? "water" : "bill";
        tablet.locator("[data-kind=" + kind + "]").click();
        tablet.locator("[data-kind=" + kind + "].called").waitFor();
        look(tablet, "calls", size, language);
        tablet.locator(".drawer .close").click();
        tablet.locator(".card").nth(1).click();
        tablet.context().setOffline(true);
        tablet.locator(".banner.down").waitFor();
        look(tablet, "offline", size, language);
        tablet.evaluate("() => navigator.serviceWorker.ready");
        tablet.reload();
        tablet.locator(".seen").waitFor();
        look(tablet, "reopened", size, language);
    }

    @Test
    void a_boards_screens() throws Exception {
        fill();
        boardAt(DESKTOP, "ko");
        boardAt(PHONE, "ko");
        if (TAKING_PICTURES) {
            boardAt(TABLET, "en");
        }
    }

    private void boardAt(Size size, String language) {
        Page board = device(size, language);
        board.navigate("/admin");
        board.locator("form").waitFor();
        look(board, "login", size, language);
        Screens.logIn(board, STORE);
        board.locator("[data-connection=live] .table-card").first().waitFor();
        look(board, "floor", size, language);
        board.locator("[data-table='1'] .table-head").click();
        board.locator(".drawer .order").first().waitFor();
        look(board, "table", size, language);
        board.locator(".drawer .order .danger").first().click();
        look(board, "cancel", size, language);
        board.keyboard().press("Escape");
        board.locator(".drawer .drawer-foot .secondary").click();
        board.locator(".drawer .past").first().waitFor();
        look(board, "history", size, language);
        board.keyboard().press("Escape");
        board.locator(".drawer .close").click();
        board.locator(".views button").nth(1).click();
        board.locator(".ticket").first().waitFor();
        look(board, "kitchen", size, language);
        board.locator(".views button").nth(2).click();
        board.locator(".menu-row").first().waitFor();
        look(board, "upkeep", size, language);
        board.locator(".menu-row .quiet").first().click();
        look(board, "dish", size, language);
        board.keyboard().press("Escape");
        board.locator(".views button").nth(5).click();
        board.locator(".device-row").first().waitFor();
        look(board, "devices", size, language);
        board.locator(".devices .upkeep-head .secondary").click();
        board.locator("dialog.form .primary").click();
        board.locator(".pairing-code").waitFor();
        look(board, "pairing", size, language);
        board.keyboard().press("Escape");
        board.locator(".views button").nth(3).click();
        board.locator(".account-row").first().waitFor();
        look(board, "staff", size, language);
        // The past is seen by whole minutes, and the store may have been opened in this one.
        board.clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofMinutes(2))));
        board.locator(".views button").nth(4).click();
        board.locator(".past-board .table-card").first().waitFor();
        look(board, "past", size, language);
        board.locator(".views button").nth(0).click();
        screens.streamLine().cut();
        try {
            board.locator(".banner.down").waitFor();
            look(board, "cut", size, language);
        } finally {
            screens.streamLine().restore();
        }
    }

    @Test
    void an_operators_screens() {
        operatorAt(DESKTOP, "ko");
        operatorAt(PHONE, "en");
    }

    private void operatorAt(Size size, String language) {
        Page setup = device(size, language);
        setup.navigate("/setup");
        setup.locator("form").waitFor();
        look(setup, "first-evening", size, language);
        Page platform = device(size, language);
        Screens.remember(platform, "platform.login", screens.operatorLogin());
        platform.navigate("/platform");
        platform.locator("[data-chain=hanok] button").click();
        platform.locator(".opened").waitFor();
        look(platform, "platform", size, language);
        platform.locator("[name=add-chain]").click();
        platform.locator("dialog.form").waitFor();
        look(platform, "new-chain", size, language);
    }

    @Test
    void a_chain_admins_screens() throws Exception {
        for (int table = 1; table <= 5; table++) {
            Guests.at(screens, OTHER_STORE, table).orderSome(table);
        }
        chainAt(DESKTOP, "ko");
        chainAt(PHONE, "en");
        if (TAKING_PICTURES) {
            chainAt(TABLET, "en");
        }
    }

    private void chainAt(Size size, String language) {
        if (size == PHONE) {
            Page fresh = device(size, language);
            fresh.navigate("/chain");
            fresh.locator("form").waitFor();
            look(fresh, "chain-login", size, language);
        }
        Page chain = device(size, language);
        Screens.remember(chain, "chain.login", screens.chainLogin());
        chain.route("**/chain/activity", LooksIT::tellOfADay);
        chain.navigate("/chain");
        chain.locator(".store-card .plot").first().waitFor();
        look(chain, "chain", size, language);
        chain.locator("[name=rows]").click();
        chain.locator("tr[data-store]").first().waitFor();
        look(chain, "chain-table", size, language);
        chain.locator("[name=rows]").click();
        chain.locator(".chain-sales button").first().click();
        chain.locator(".sales tbody tr").first().waitFor();
        chain.locator("[name=by-day]").click();
        look(chain, "sales", size, language);
        chain.locator(".store-card button").first().click();
        look(chain, "pause", size, language);
        chain.keyboard().press("Escape");
        chain.locator(".chain-tools [aria-expanded]").click();
        chain.locator(".chain-menu [name=name]").fill("비빔");
        chain.locator(".chain-menu-seek .primary").click();
        chain.locator(".chain-menu [name=price]").fill("12900");
        chain.locator(".chain-menu .diff").first().waitFor();
        look(chain, "chain-menu", size, language);
        chain.navigate("/ops");
        chain.locator("[data-partition]").first().waitFor();
        assertThat(chain.locator(".service.ready")).hasCount(3);
        look(chain, "ops", size, language);
    }

    /** Twelve hours, of which a platform that has just been started has had none. */
    private static void tellOfADay(Route route) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        List<Object> stores = new ArrayList<>();
        for (String storeId : List.of(STORE, OTHER_STORE)) {
            int share = storeId.equals(STORE) ? 10 : 6;
            List<Object> hours = new ArrayList<>();
            for (int hour = 0; hour < ORDERS_BY_HOUR.size(); hour++) {
                Instant start = end.minus(ORDERS_BY_HOUR.size() - hour, ChronoUnit.HOURS);
                int orders = ORDERS_BY_HOUR.get(hour) * share / 10;
                hours.add(Map.of("start", start, "orders", orders, "median_wait_seconds", 90 + orders * 9));
            }
            stores.add(Map.of("store_id", storeId, "hours", hours));
        }
        Instant begin = end.minus(ORDERS_BY_HOUR.size(), ChronoUnit.HOURS);
        route.fulfill(new FulfillOptions()
                .setContentType("application/json")
                .setBody(Json.mapper().writeValueAsString(Map.of("start", begin, "end", end, "stores", stores))));
    }

    /** An evening with something of everything. */
    private void fill() throws Exception {
        Client admin = screens.adminOf(STORE);
        screens.clear(STORE, null);
        Guests.at(screens, STORE, 1).orderSome(1);
        Guests.at(screens, STORE, 1).orderSome(5);
        screens.clear(STORE, 1);
        for (int order = 0; order < ORDERS; order++) {
            Guests guests = Guests.at(screens, STORE, 1 + order * 3 % 8);
            String orderId = guests.orderSome(order).get("order_id").asString();
            if (order % 3 != 2) {
                String status = order % 3 == 0 ? "PREPARING" : "COMPLETED";
                admin.send("PATCH", "/admin/orders/" + orderId + "/status", Map.of("status", status), null);
            }
        }
    }

    private Page device(Size size, String language) {
        Page page = screens.device(size.width(), size.height());
        if (size == PHONE) {
            page.emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        }
        page.context().addInitScript(AXE);
        Screens.remember(page, "language", language);
        return page;
    }

    /** What can be hit is 44 px high at least, and as wide unless it is a text's. */
    private static final String TOO_SMALL = """
            () => [...document.querySelectorAll('button, a[href], input, select, summary')]
              .map((one) => [one, one.getBoundingClientRect()])
              .filter(([one, {width, height}]) => one.checkVisibility() && (height < 44 || width < 44))
              .map(([one, {width, height}]) => `${width} x ${height}: ${one.outerHTML}`)""";

    /** For axe a placeholder is a name, but it is gone once something is typed. What is folded away is not seen with its label. */
    private static final String UNNAMED = """
            () => [...document.querySelectorAll('input:not([type=hidden]), select')]
              .filter((one) => one.checkVisibility() && !one.getAttribute('aria-label') && ![...one.labels].some((label) => label.innerText.trim()))
              .map((one) => one.outerHTML)""";

    private static final String MOVING = """
            () => document.getAnimations()
              .filter((one) => one.effect.getComputedTiming().duration > 1)
              .map((one) => one.effect.target.outerHTML)""";

    private static void look(Page page, String screen, Size size, String language) {
        String name = "%s-%s-%s".formatted(screen, size.name(), language);
        // Where a colour is on its way to another, its contrast is nobody's.
        page.waitForFunction(
                "() => document.getAnimations().every((one) => one.effect.getComputedTiming().iterations > 2 || one.playState !== 'running' || one.effect.target.classList.contains('countdown'))");
        if (TAKING_PICTURES) {
            page.screenshot(new ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setAnimations(ScreenshotAnimations.DISABLED));
        }
        assertThat((List<?>) page.evaluate(TOO_SMALL))
                .as(name + ": too small to hit")
                .isEmpty();
        assertThat((List<?>) page.evaluate(UNNAMED))
                .as(name + ": without a name")
                .isEmpty();
        if (size == PHONE) {
            assertThat((List<?>) page.evaluate(MOVING))
                    .as(name + ": moves where that is not wanted")
                    .isEmpty();
        }
        assertThat((List<?>) page.evaluate(VIOLATIONS, WCAG)).as(name).isEmpty();
    }

    private static final String VIOLATIONS = """
            async (tags) => (await axe.run({runOnly: tags, resultTypes: ['violations']})).violations
              .map(({id, help, nodes}) => `${id}: ${help}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`)}`)""";

    /** Into each page as it is opened: sent anew for each look, it took as long as the look. */
    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe.min.js").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
