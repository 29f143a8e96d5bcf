package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tableorder.systemtests.Client;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Devices are set up by a code that an admin makes, stay logged in, and are logged out from the admin's list. */
@InBrowser
class DevicesIT {

    private static final String STORE = "hanok-hongdae";

    private final Screens screens;

    DevicesIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void a_tablet_is_paired_by_a_code_comes_back_after_a_reload_and_is_logged_out_from_the_list() {
        Page admin = adminsList();
        Page tablet = screens.device(1280, 800);
        tablet.navigate("/tablet");
        tablet.locator("[name=pairing_code]").fill(code(admin, "7번 테이블 태블릿", "창가 태블릿"));
        tablet.locator("form .primary").click();
        assertThat(tablet.locator(".card").first()).isVisible();
        assertThat(kept(tablet)).contains("credential").doesNotContain("password");

        tablet.reload();
        assertThat(tablet.locator(".table-name")).hasText("7번 테이블");

        logOut(admin, "창가 태블릿");

        assertThat(tablet.locator("form.sheet [name=pairing_code]")).isVisible();
        assertThat(kept(tablet)).doesNotContain("credential");
        tablet.reload();
        assertThat(tablet.locator("form.sheet [name=pairing_code]")).isVisible();
    }

    @Test
    void a_code_is_of_use_once_and_its_address_sets_a_tablet_up() {
        Page admin = adminsList();
        String code = code(admin, "8번 테이블 태블릿", "벽 쪽");
        Page tablet = screens.device(1280, 800);
        tablet.navigate("/tablet#pair=" + code);
        assertThat(tablet.locator(".table-name")).hasText("8번 테이블");
        assertThat(tablet).hasURL(tablet.url().replaceAll("#.*", ""));

        Page other = screens.device(1280, 800);
        other.navigate("/tablet#pair=" + code);

        assertThat(other.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(other.locator("[name=pairing_code]")).isVisible();
    }

    @Test
    void a_kitchen_screen_stays_logged_in_without_a_password_until_it_is_logged_out() {
        Page admin = adminsList();
        String code = code(admin, "주방 화면", "주방 왼쪽");
        Page kitchen = screens.device(1440, 900);
        kitchen.navigate("/admin");
        kitchen.getByRole(AriaRole.BUTTON, named("코드로 주방·홀 화면 등록")).click();
        kitchen.locator("dialog [name=typed]").fill(code);
        kitchen.locator("dialog .primary").click();
        Locator live = kitchen.locator("[data-view=kitchen][data-connection=live]");
        assertThat(live).isVisible();
        assertThat(kitchen.getByRole(AriaRole.BUTTON, named("직원 계정"))).hasCount(0);

        // As after a night: the token that the page kept opens nothing any more.
        kitchen.evaluate("""
                () => localStorage.setItem('admin.login',
                  JSON.stringify({...JSON.parse(localStorage.getItem('admin.login')), access_token: 'ended'}))""");
        kitchen.reload();
        assertThat(live).isVisible();
        assertThat(kitchen.locator("[name=password]")).hasCount(0);

        logOut(admin, "주방 왼쪽");

        assertThat(kitchen.locator("[name=password]")).isVisible();
        kitchen.reload();
        assertThat(kitchen.locator("[name=password]")).isVisible();
    }

    @Test
    void a_tablet_forgets_the_password_that_an_earlier_version_kept() {
        Page tablet = screens.device(1280, 800);
        Screens.remember(
                tablet,
                "tablet.device",
                Map.of("store_id", STORE, "table_number", 6, "table_password", Client.TABLE_PASSWORD));

        tablet.navigate("/tablet");

        assertThat(tablet.locator(".card").first()).isVisible();
        await().untilAsserted(
                        () -> assertThat(kept(tablet)).contains("credential").doesNotContain(Client.TABLE_PASSWORD));
        tablet.reload();
        assertThat(tablet.locator(".table-name")).hasText("6번 테이블");
    }

    private Page adminsList() {
        Page admin = screens.device(1440, 900);
        admin.navigate("/admin");
        Screens.logIn(admin, STORE);
        admin.locator("[data-connection=live] .table-card").first().waitFor();
        admin.getByRole(AriaRole.BUTTON, named("기기")).click();
        return admin;
    }

    /** Makes a code and closes what shows it. */
    private static String code(Page admin, String what, String name) {
        admin.getByRole(AriaRole.BUTTON, named("기기 등록")).click();
        admin.locator("dialog.form select").selectOption(what);
        admin.locator("dialog.form [name=name]").fill(name);
        admin.locator("dialog.form .primary").click();
        String code = admin.locator(".pairing-code").innerText();
        admin.locator("dialog.question .primary").click();
        return code.replace(" ", "");
    }

    private static void logOut(Page admin, String name) {
        admin.getByRole(AriaRole.BUTTON, named("테이블")).click();
        admin.getByRole(AriaRole.BUTTON, named("기기")).click();
        admin.locator(".device-row", new Page.LocatorOptions().setHasText(name))
                .getByRole(AriaRole.BUTTON)
                .click();
        admin.locator("dialog .grave").click();
        assertThat(admin.locator(".device-row", new Page.LocatorOptions().setHasText(name)))
                .hasCount(0);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static String kept(Page page) {
        return String.valueOf(page.evaluate("() => JSON.stringify(localStorage)"));
    }
}
