package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a menu's keeper does while tablets are open, and a chain's for all of its stores. */
@InBrowser
class MenuDeskIT {

    private static final String STORE = "hanok-gangnam";
    private static final String OTHER_STORE = "hanok-hongdae";
    private static final int TABLE = 9;

    private final Screens screens;

    MenuDeskIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void a_section_that_is_hidden_leaves_an_open_tablet_and_comes_back() {
        Page tablet = screens.tablet(STORE, TABLE);
        Page board = board(STORE);
        Locator onTablet = tablet.locator(".categories button", named("전·곁들임"));
        assertThat(onTablet).isVisible();
        assertThat(tablet.locator(".categories")).not().containsText("점심 특선");
        Locator section = section(board, "전·곁들임");
        section.getByText("숨기기").click();

        assertThat(onTablet).hasCount(0);
        assertThat(tablet.locator(".card", named("해물파전"))).hasCount(0);
        assertThat(section.locator(".hidden-mark")).hasText("숨김");

        section.getByText("보이기").click();
        assertThat(onTablet).isVisible();
        assertThat(section.locator(".hidden-mark")).hasCount(0);
    }

    @Test
    void a_picture_that_is_uploaded_is_seen_before_it_is_saved_and_then_on_the_tablet() throws IOException {
        Page board = board(STORE);
        Page tablet = screens.tablet(STORE, TABLE);
        Locator dish = tablet.locator(".card", named("수정과"));
        assertThat(dish.locator("img.picture")).hasCount(0);
        board.locator(".menu-row", named("수정과")).getByText("수정").last().click();

        board.locator(".picture-field [type=file]").setInputFiles(new FilePayload("수정과.png", "image/png", picture()));

        assertThat(board.locator(".picture-preview canvas")).isVisible();
        assertThat(board.locator(".picture-field [role=status]")).containsText("올렸습니다");
        assertThat(board.locator(".form [name=image]")).hasValue(Pattern.compile("/api/v1/pictures/[0-9a-f]{64}"));
        board.locator(".form .choices .primary").click();
        assertThat(board.locator(".form")).hasCount(0);
        assertThat(dish.locator("img.picture")).isVisible();
        tablet.waitForFunction(
                "() => [...document.querySelectorAll('img.picture')].some((one) => one.complete && one.naturalWidth === 1280)");
    }

    @Test
    void what_is_no_picture_is_told_in_the_form() {
        Page board = board(STORE);
        board.locator(".menu-row", named("식혜")).getByText("수정").click();

        board.locator(".picture-field [type=file]")
                .setInputFiles(new FilePayload("menu.png", "image/png", new byte[] {1, 2, 3}));

        assertThat(board.locator(".picture-field .fault")).isVisible();
    }

    @Test
    void a_price_is_compared_changed_in_two_stores_and_taken_back() {
        Page chain = screens.chainPage("/chain");
        chain.locator(".chain-tools").getByText("메뉴 · 가격").click();
        chain.locator(".chain-menu [name=name]").fill("돌솥");
        chain.locator(".chain-menu-seek .primary").click();
        Locator rows = chain.locator(".chain-menu-table tbody tr");
        assertThat(rows).hasCount(2);
        assertThat(rows.first()).containsText("12,000");
        chain.locator(".chain-menu [name=price]").fill("12900");
        assertThat(chain.locator(".chain-menu .diff")).hasCount(2);

        chain.locator(".chain-menu-change .primary").click();
        chain.locator(".question .grave").click();

        assertThat(chain.locator(".chain-menu [role=status]").last()).containsText("2곳을 바꿨습니다");
        for (String store : new String[] {STORE, OTHER_STORE}) {
            assertThat(screens.tablet(store, TABLE).locator(".card", named("돌솥비빔밥")))
                    .containsText("12,900");
        }

        chain.locator(".chain-menu-back button").click();
        chain.locator(".question .grave").click();
        assertThat(rows.first()).containsText("12,000");
        assertThat(rows.last()).containsText("12,000");
        assertThat(chain.locator(".chain-menu-back")).hasCount(0);
    }

    private Page board(String storeId) {
        Page board = screens.board(storeId);
        board.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("메뉴 관리"))
                .click();
        board.locator(".menu-row").first().waitFor();
        return board;
    }

    private static Locator section(Page board, String name) {
        return board.locator("[data-category]", named(name));
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static byte[] picture() throws IOException {
        BufferedImage picture = new BufferedImage(900, 900, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(0x8C, 0x3A, 0x1E));
        pen.fillOval(150, 150, 600, 600);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}
