package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests who change tables, join others and pay apart, as waiters do it on the floor's page. */
@InBrowser
class PartiesIT {

    private static final String STORE = "bunsik-jongno";
    private static final int FIRST = 8;
    private static final int SECOND = 9;
    private static final Pattern FREE = Pattern.compile("\\bfree\\b");
    private static final Pattern SEATED = Pattern.compile("\\b(busy|served)\\b");

    private final Screens screens;

    PartiesIT(Screens screens) {
        this.screens = screens;
    }

    @BeforeEach
    void nobodyIsThere() throws Exception {
        screens.clear(STORE, FIRST);
        screens.clear(STORE, SECOND);
    }

    @Test
    void a_party_moves_and_the_tablets_follow() throws Exception {
        Page former = screens.tablet(STORE, FIRST);
        Page board = screens.board(STORE);
        String orderId =
                Guests.at(screens, STORE, FIRST).order().get("order_id").asString();
        assertThat(card(board, FIRST).locator("[data-order='" + orderId + "']")).isVisible();

        choose(board, FIRST, "자리 이동");
        confirmFor(board, SECOND);

        assertThat(board.locator(".form")).hasCount(0);
        assertThat(card(board, SECOND).locator("[data-order='" + orderId + "']"))
                .isVisible();
        assertThat(card(board, FIRST)).hasClass(FREE);
        assertThat(former.locator(".dish").first()).isVisible();
    }

    @Test
    void a_party_joins_another_and_portions_are_paid_apart() throws Exception {
        Page board = screens.board(STORE);
        String joining =
                Guests.at(screens, STORE, FIRST).order().get("order_id").asString();
        Guests.at(screens, STORE, SECOND).order();
        assertThat(card(board, SECOND)).hasClass(SEATED);
        assertThat(card(board, FIRST)).hasClass(SEATED);

        choose(board, FIRST, "합석");
        confirmFor(board, SECOND);

        assertThat(card(board, FIRST)).hasClass(FREE);
        Locator joined = card(board, SECOND).locator("[data-order='" + joining + "']");
        assertThat(joined).isVisible();
        // The stream may be before the answer that closes the form, and the key would close that instead of the drawer.
        assertThat(board.locator(".form")).hasCount(0);
        board.keyboard().press("Escape");
        joined.locator(".step").click();
        joined.locator(".step.COMPLETED").click();

        choose(board, SECOND, "나눠 계산");
        board.locator(".form [name^='" + joining + "']").fill("1");
        board.locator(".form .primary").click();

        assertThat(board.locator(".form")).hasCount(0);
        assertThat(joined).hasCount(0);
        assertThat(card(board, SECOND)).hasClass(SEATED);
    }

    private static Locator card(Page board, int table) {
        return board.locator(".table-card[data-table='" + table + "']");
    }

    private static void confirmFor(Page board, int table) {
        Locator option = board.locator(".form [name=to] option", new Page.LocatorOptions().setHasText(table + "번"));
        board.locator(".form [name=to]").selectOption(option.getAttribute("value"));
        board.locator(".form .primary").click();
    }

    private static void choose(Page board, int table, String button) {
        card(board, table).locator(".table-head").click();
        board.locator(".drawer")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
