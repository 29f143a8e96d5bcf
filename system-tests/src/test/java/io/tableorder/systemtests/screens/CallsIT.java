package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Guests who call, and staff who come. */
@InBrowser
class CallsIT {

    private static final String STORE = "bunsik-jongno";
    private static final int TABLE = 7;

    private final Screens screens;

    CallsIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void guests_call_for_water_the_floor_answers_and_the_tablet_says_so() {
        Page board = screens.board(STORE);
        Page tablet = screens.tablet(STORE, TABLE);
        tablet.locator(".call-open").click();

        tablet.locator("[data-kind=water]").click();

        assertThat(tablet.locator(".call-open")).hasText("호출했습니다");
        assertThat(tablet.locator("[data-kind=water]")).isDisabled();
        Locator call = board.locator("[data-call-of='" + TABLE + "']");
        assertThat(call).containsText("물");
        assertThat(call).hasClass(Pattern.compile("fresh"));
        assertThat(board.locator("[data-table='" + TABLE + "'] .call-badge")).hasText("물");

        call.locator(".answer").click();

        assertThat(call).hasCount(0);
        assertThat(board.locator("[data-table='" + TABLE + "'] .call-badge")).hasCount(0);
        assertThat(tablet.locator("[data-kind=water]")).containsText("직원이 가고 있습니다");
        assertThat(tablet.locator("[data-kind=water]")).isEnabled();
    }

    @Test
    void a_board_that_is_opened_later_shows_who_waits_and_a_close_lets_nobody_wait() throws Exception {
        int table = TABLE + 1;
        Guests.at(screens, STORE, table).order();
        Page tablet = screens.tablet(STORE, table);
        tablet.locator(".call-open").click();
        tablet.locator("[data-kind=bill]").click();
        assertThat(tablet.locator(".call-open")).hasText("호출했습니다");

        Page board = screens.board(STORE);

        assertThat(board.locator("[data-call-of='" + table + "']")).containsText("계산서");
        screens.clear(STORE, table);
        assertThat(board.locator("[data-call-of='" + table + "']")).hasCount(0);
        assertThat(tablet.locator(".call-open")).hasText("직원 호출");
    }

    @Test
    void nobody_is_called_while_the_line_is_down() {
        Page tablet = screens.tablet(STORE, TABLE + 2);
        tablet.locator(".call-open").click();
        assertThat(tablet.locator("[data-kind=water]")).isEnabled();

        tablet.context().setOffline(true);

        assertThat(tablet.locator("[data-kind=water]")).isDisabled();
        assertThat(tablet.locator(".calls")).containsText("연결이 끊겨");
        tablet.context().setOffline(false);
        assertThat(tablet.locator("[data-kind=water]")).isEnabled();
    }
}
