package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A chain's admin sees all stores of the chain, and steers each. */
@InBrowser
class ChainIT {

    private static final String STORE = "hanok-hongdae";
    private static final int TABLE = 8;

    private final Screens screens;

    ChainIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void an_order_shows_in_its_stores_card_and_on_the_board_behind_it() throws Exception {
        screens.clear(STORE, TABLE);
        Page chain = screens.chainPage("/chain");
        Locator card = card(chain);
        assertThat(chain.locator(".store-card")).hasCount(2);
        int before = sessions(chain);

        String orderId =
                Guests.at(screens, STORE, TABLE).order().get("order_id").asString();

        assertThat(card).hasClass(Pattern.compile("fresh"));
        assertThat(card.locator("[data-count=sessions]")).hasText(String.valueOf(before + 1));
        card.getByText("매장 열기").click();
        Locator order = chain.locator(".table-card [data-order='" + orderId + "']");
        assertThat(chain.locator(".store")).hasText("한옥 홍대점");
        order.locator(".step").click();
        assertThat(order.locator(".status")).hasText("준비중");
    }

    @Test
    void a_paused_store_takes_no_orders_until_it_is_resumed() {
        Page chain = screens.chainPage("/chain");
        Locator card = card(chain);
        card.getByText("접수 중단").click();
        chain.locator(".question [name=typed]").fill("단체 손님");
        chain.locator(".question .grave").click();
        assertThat(card).hasClass(Pattern.compile("paused"));
        try {
            Page tablet = screens.tablet(STORE, 9);
            assertThat(tablet.locator(".banner.paused")).isVisible();
            assertThat(tablet.locator(".card").first()).isDisabled();
            assertThat(tablet.locator(".send")).isDisabled();
            assertThat(tablet.locator("body")).not().containsText("단체 손님");
            Page board = screens.board(STORE);
            assertThat(board.locator(".banner.paused")).containsText("단체 손님");
        } finally {
            card.getByText("접수 재개").click();
            chain.locator(".question .primary").click();
            assertThat(card.locator(".status")).hasText("접수 중");
        }
    }

    @Test
    void a_stream_that_is_cut_says_so_and_misses_nothing() throws Exception {
        screens.clear(STORE, TABLE);
        Page chain = screens.chainPage("/chain");
        int before = sessions(chain);
        screens.streamLine().cut();
        try {
            assertThat(chain.locator(".banner.down")).isVisible();
            Guests.at(screens, STORE, TABLE).order();
            assertThat(card(chain).locator("[data-count=sessions]")).hasText(String.valueOf(before));

            screens.streamLine().restore();

            assertThat(card(chain).locator("[data-count=sessions]")).hasText(String.valueOf(before + 1));
            assertThat(chain.locator("[data-testid=connection]")).hasText("실시간");
            assertThat(chain.locator(".banner.down")).hasCount(0);
        } finally {
            screens.streamLine().restore();
        }
    }

    @Test
    void a_stream_that_has_gone_silent_is_not_taken_for_a_quiet_evening() {
        Page chain = screens.chainPage("/chain");
        screens.streamLine().stall();
        try {
            assertThat(chain.locator(".admin")).hasAttribute("data-connection", "stale");
            assertThat(chain.locator(".banner.down")).isVisible();
        } finally {
            screens.streamLine().restore();
        }
        assertThat(chain.locator("[data-testid=connection]")).hasText("실시간");
    }

    @Test
    void a_login_that_runs_out_leaves_the_stores_and_asks_for_another() {
        Page chain = screens.device(1440, 900);
        Screens.remember(chain, "chain.login", screens.chainLogin(Duration.ofSeconds(10)));
        chain.navigate("/chain");
        card(chain).waitFor();

        assertThat(chain.locator("dialog.question")).isVisible();

        assertThat(card(chain)).isVisible();
        assertThat(chain.locator(".banner.down")).hasCount(0);
    }

    private static int sessions(Page chain) {
        return Integer.parseInt(card(chain).locator("[data-count=sessions]").textContent());
    }

    private static Locator card(Page chain) {
        return chain.locator("[data-store='" + STORE + "']");
    }
}
