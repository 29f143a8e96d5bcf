package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What store admins keep up, and what they look up of earlier. */
@InBrowser
class UpkeepIT {

    private static final String STORE = "hanok-hongdae";
    private static final int TABLE = 7;

    private final Screens screens;

    UpkeepIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void a_section_and_its_dish_are_added_changed_and_taken_away_again() {
        Page board = screens.board(STORE);
        open(board, "메뉴 관리");
        board.getByText("종류 추가").click();
        fill(board, "name", "계절 메뉴");
        save(board);
        Locator section = section(board, "계절 메뉴");
        section.getByText("메뉴 추가").click();
        fill(board, "name", "냉이된장국");
        fill(board, "price", "9000");
        save(board);
        Locator dish = section.locator(".menu-row");
        dish.getByText("수정").click();
        fill(board, "name", "냉이국");
        save(board);
        assertThat(dish.locator(".menu-name")).hasText("냉이국");
        assertThat(screens.tablet(STORE, TABLE).locator(".card", new Page.LocatorOptions().setHasText("냉이국")))
                .containsText("9,000");

        section.locator(".upkeep-head").getByText("수정").click();
        remove(board, "종류 삭제");
        assertThat(board.locator(".form .fault")).isVisible();
        board.keyboard().press("Escape");
        dish.getByText("수정").click();
        remove(board, "메뉴 삭제");
        assertThat(dish).hasCount(0);
        section.locator(".upkeep-head").getByText("수정").click();
        remove(board, "종류 삭제");

        assertThat(section).hasCount(0);
    }

    @Test
    void a_staff_account_is_invited_logs_in_without_the_admins_views_and_is_disabled() {
        Page board = screens.board(STORE);
        open(board, "직원 계정");
        board.getByText("직원 추가").click();
        fill(board, "username", "kim");
        save(board);
        Locator account = board.locator("[data-account=kim]");
        assertThat(account).containsText("까지 초대됨");
        Page staff = screens.device(1440, 900);
        Screens.accept(staff, Screens.invitation(board), "a-good-password");
        staff.locator("[data-connection=live] .table-card").first().waitFor();
        assertThat(staff.locator(".views button")).hasCount(4);

        account.getByText("수정").click();
        board.locator(".form [name=disabled]").selectOption("true");
        save(board);
        assertThat(account).containsText("사용 중지");
        staff.getByText("로그아웃").click();
        Screens.logIn(staff, STORE, "kim", "a-good-password");
        assertThat(staff.locator(".fault")).isVisible();

        account.getByText("수정").click();
        remove(board, "계정 삭제");
        assertThat(account).hasCount(0);
    }

    private static void putServerAhead(Page page, Duration by) {
        page.route(url -> url.contains("/api/v1/admin/") && !url.contains("/stream"), route -> {
            APIResponse answer = route.fetch();
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put("date", RFC_1123_DATE_TIME.format(ZonedDateTime.now(UTC).plus(by)));
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
        });
    }

    /** With a server whose clock is ahead, so that what happens now is in its past. */
    @Test
    void the_board_can_be_seen_as_it_was_and_is_not_taken_for_what_is() throws Exception {
        screens.clear(STORE, TABLE);
        Page board = screens.board(STORE);
        String orderId =
                Guests.at(screens, STORE, TABLE).order().get("order_id").asString();
        Locator order = board.locator("[data-order='" + orderId + "']");
        assertThat(order.locator(".step")).isVisible();
        putServerAhead(board, Duration.ofMinutes(70));
        open(board, "메뉴 관리");
        assertThat(board.locator(".menu-row").first()).isVisible();

        open(board, "되돌아보기");

        assertThat(board.locator(".pill.earlier")).isVisible();
        assertThat(order).isVisible();
        assertThat(order.locator(".step")).hasCount(0);
        board.getByText("60분 전").click();
        board.getByText("10분 전").click();
        board.getByText("10분 전").click();
        assertThat(board.locator(".past-board[aria-busy=false]")).isVisible();
        assertThat(order).hasCount(0);
        board.locator(".slider input").press("End");
        assertThat(order).isVisible();
        board.getByText("지금으로 돌아가기").click();
        assertThat(order.locator(".step")).isVisible();
    }

    private static void open(Page board, String view) {
        board.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(view))
                .click();
    }

    private static Locator section(Page board, String name) {
        return board.locator("[data-category]", new Page.LocatorOptions().setHasText(name));
    }

    private static void fill(Page board, String field, String value) {
        board.locator(".form [name=" + field + "]").fill(value);
    }

    private static void save(Page board) {
        board.locator(".form .primary").click();
        assertThat(board.locator(".form")).hasCount(0);
    }

    private static void remove(Page board, String button) {
        board.locator(".form").getByText(button).click();
        board.locator(".question .grave").click();
    }
}
