package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.tableorder.systemtests.Client;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every screen meets WCAG 2.2 AA as far as axe can tell, at its usual size and at a phone's, with texts of both languages.
 * With {@code -Dscreenshots=write} the pictures in docs/screens are made anew.
 */
@InBrowser
class LooksIT {

    private static final String STORE = "hanok-gangnam";
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final boolean TAKING_PICTURES = "write".equals(System.getProperty("screenshots"));
    private static final Path PICTURES =
            Path.of(System.getProperty("table-order.home")).resolve("docs/screens");

    private static final int ORDERS = 14;

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
        tablet.locator(".card").nth(1).click();
        tablet.context().setOffline(true);
        tablet.locator(".banner.down").waitFor();
        look(tablet, "offline", size, language);
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
        board.locator(".views button").nth(3).click();
        board.locator(".account-row").first().waitFor();
        look(board, "staff", size, language);
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
    void a_chain_admins_screens() {
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
        chain.navigate("/chain");
        chain.locator(".store-card .plot").first().waitFor();
        look(chain, "chain", size, language);
        chain.locator(".store-card button").first().click();
        look(chain, "pause", size, language);
        chain.keyboard().press("Escape");
        chain.navigate("/ops");
        chain.locator("[data-partition]").first().waitFor();
        assertThat(chain.locator(".service.ready")).hasCount(3);
        look(chain, "ops", size, language);
    }

    /** An evening with something of everything. */
    private void fill() throws Exception {
        screens.clear(STORE, null);
        Client admin = screens.adminOf(STORE);
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
        Screens.remember(page, "language", language);
        return page;
    }

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
        // Legacy means without a page of its own for each look, which only frames of other origins need.
        var found = new AxeBuilder(page).setLegacyMode(true).withTags(WCAG).analyze();
        assertThat(found.getViolations())
                .as(name)
                .allSatisfy(violation -> assertThat(violation.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .toList())
                        .as(violation.getId() + ": " + violation.getHelp())
                        .isEmpty());
    }
}
