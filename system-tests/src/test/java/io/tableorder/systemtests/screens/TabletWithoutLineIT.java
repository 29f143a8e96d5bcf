package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guests order while the line is down, and after it is back. */
@InBrowser
class TabletWithoutLineIT extends GuestsTablet {

    TabletWithoutLineIT(Screens screens) {
        super(screens);
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
}
