package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** Guests choose of a dish what they like, and the kitchen sees it; staff say what is left to choose. */
@InBrowser
class OptionsIT extends GuestsTablet {

    private static final String DISH = "비빔냉면";
    private static final int TABLE = 7;
    private static final int OTHER_TABLE = 8;

    OptionsIT(Screens screens) {
        super(screens);
    }

    @Test
    void the_same_dish_with_different_options_is_two_lines_on_the_tablet_and_in_the_kitchen() throws Exception {
        Page kitchen = screens.board(STORE);
        kitchen.getByRole(AriaRole.BUTTON, named("주방")).click();
        Page tablet = freshTablet(TABLE);

        Locator dialog = choose(tablet);
        assertThat(option(dialog, "보통맛").locator("input")).isChecked();
        assertThat(dialog.locator(".primary strong")).hasText("13,000원");
        option(dialog, "매운맛").first().click();
        option(dialog, "곱빼기").click();
        option(dialog, "삶은 달걀").click();
        assertThat(dialog.locator(".primary strong")).hasText("16,000원");
        dialog.locator(".primary").click();
        dialog = choose(tablet);
        option(dialog, "순한맛").click();
        dialog.locator(".primary").click();
        dialog = choose(tablet);
        option(dialog, "순한맛").click();
        dialog.locator(".primary").click();

        Locator lines = tablet.locator(".cart .line");
        assertThat(lines).hasCount(2);
        assertThat(lines.first()).containsText("곱빼기");
        assertThat(lines.last().locator("output")).hasText("2");
        assertThat(tablet.locator(".cart .sum strong")).hasText("42,000원");
        tablet.locator(".send").click();
        assertThat(tablet.locator(".placed")).isVisible();

        Locator items = kitchen.locator(".ticket", new Page.LocatorOptions().setHasText(TABLE + "번"))
                .locator(".ticket-items li");
        assertThat(items).hasCount(2);
        assertThat(items.first().locator(".chosen > span")).hasText(new String[] {"매운맛", "곱빼기", "삶은 달걀"});
        assertThat(items.last().locator(".chosen > span")).hasText(new String[] {"순한맛"});
        assertThat(items.last().locator("b")).hasText("2");
    }

    @Test
    void an_option_that_sells_out_leaves_an_open_dialog_and_comes_back() throws Exception {
        Page board = screens.board(STORE);
        board.getByRole(AriaRole.BUTTON, named("메뉴 관리")).click();
        Page tablet = freshTablet(OTHER_TABLE);
        Locator dialog = choose(tablet);
        option(dialog, "곱빼기").click();
        Locator row = board.locator(".menu-row", new Page.LocatorOptions().setHasText(DISH));
        row.locator("summary").click();
        Locator keeper = row.locator(".menu-options .switch", new Locator.LocatorOptions().setHasText("곱빼기"));

        keeper.click();

        assertThat(option(dialog, "곱빼기").locator("input")).isDisabled();
        assertThat(option(dialog, "곱빼기")).containsText("품절");
        assertThat(dialog.locator(".primary strong")).hasText("13,000원");
        keeper.click();
        assertThat(option(dialog, "곱빼기").locator("input")).isEnabled();
    }

    @Test
    void an_admin_gives_a_dish_a_group_that_guests_have_to_answer_and_says_what_is_in_it() throws Exception {
        Page board = screens.board(STORE);
        board.getByRole(AriaRole.BUTTON, named("메뉴 관리")).click();
        Locator row = board.locator(".menu-row", new Page.LocatorOptions().setHasText("식혜"));
        row.getByText("수정").click();
        Locator form = board.locator(".form");
        form.getByText("옵션 그룹 추가").click();
        form.getByLabel("그룹 이름").fill("온도");
        form.getByPlaceholder("옵션 이름").fill("차갑게");
        form.getByText("옵션 추가").click();
        assertThat(form.getByPlaceholder("옵션 이름")).hasCount(2);
        form.getByPlaceholder("옵션 이름").last().fill("미지근하게");
        form.getByLabel("최소").fill("1");
        form.getByLabel("최소").blur();
        form.locator(".details-field summary").click();
        form.getByLabel("잣", new Locator.GetByLabelOptions().setExact(true)).check();
        form.getByLabel("원산지").fill("쌀: 국내산");
        form.getByLabel("이름 (中文)").fill("甜米露");
        form.locator(".choices .primary").click();
        assertThat(form).hasCount(0);

        Page tablet = freshTablet(OTHER_TABLE);
        Locator card = tablet.locator(".card", new Page.LocatorOptions().setHasText("식혜"));
        assertThat(card.locator(".details")).containsText("알레르기: 잣");
        assertThat(card.locator(".details")).containsText("원산지: 쌀: 국내산");
        tablet.getByLabel("Language").selectOption("zh");
        assertThat(tablet.locator(".card", new Page.LocatorOptions().setHasText("甜米露")))
                .hasCount(1);
        tablet.getByLabel("Language").selectOption("ko");
        card.click();
        Locator dialog = tablet.locator(".dish-dialog");
        assertThat(dialog.locator(".primary")).isDisabled();
        assertThat(dialog.locator(".hint")).containsText("온도");
        option(dialog, "차갑게").click();
        assertThat(dialog.locator(".primary")).isEnabled();
        dialog.locator(".primary").click();
        assertThat(tablet.locator(".cart .line")).containsText("차갑게");

        row.getByText("수정").click();
        form.locator(".details-field summary").click();
        form.getByLabel("잣", new Locator.GetByLabelOptions().setExact(true)).uncheck();
        form.getByLabel("원산지").fill("");
        form.getByLabel("이름 (中文)").fill("");
        form.locator(".group .danger").first().click();
        form.locator(".choices .primary").click();
        assertThat(form).hasCount(0);
        assertThat(row.locator("summary")).hasCount(0);
    }

    private static Locator choose(Page tablet) {
        tablet.locator(".card", new Page.LocatorOptions().setHasText(DISH)).click();
        return tablet.locator(".dish-dialog");
    }

    private static Locator option(Locator dialog, String name) {
        return dialog.locator(
                ".option",
                new Locator.LocatorOptions()
                        .setHas(dialog.page().getByText(name, new Page.GetByTextOptions().setExact(true))));
    }
}
