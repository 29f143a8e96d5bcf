package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tableorder.systemtests.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chain's admin sets up a code from the phone beside the password, logs in by both, and loses the phone. */
@InBrowser
class SecondFactorIT {

    private static final String CHAIN = "factor-chain";
    private static final String PASSWORD = "walnut-canoe-1893";

    private final Screens screens;

    SecondFactorIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void an_admin_sets_up_a_factor_logs_in_with_it_loses_the_phone_and_has_it_reset() throws Exception {
        Client.Answer opened = screens.operator()
                .send(
                        "POST",
                        "/platform/chains",
                        Map.of("chain_id", CHAIN, "chain_name", "두 단계", "username", "boss", "password", PASSWORD),
                        null);
        assertThat(opened.status()).isEqualTo(201);
        Page page = screens.device(1440, 900);
        page.navigate("/chain");
        logIn(page);
        Authenticator phone = setUp(page);
        List<String> recovery = page.locator(".recovery-codes li").allInnerTexts();
        assertThat(recovery).hasSize(10);
        page.locator("dialog .primary").last().click();
        assertThat(page.locator("[data-factor]")).isVisible();
        assertThat(page.locator(".own-account")).containsText("복구 코드가 10개 남았습니다.");

        page.reload();
        assertThat(page.locator("[name=own-account]")).isVisible();

        logOut(page);
        logIn(page);
        enter(page, "000000");
        assertThat(page.locator("dialog .fault")).containsText("코드가 올바르지 않거나");
        enter(page, phone.nextCode());
        assertThat(page.locator("[name=own-account]")).isVisible();

        logOut(page);
        logIn(page);
        enter(page, recovery.getFirst());
        page.locator("[name=own-account]").click();
        assertThat(page.locator(".own-account")).containsText("복구 코드가 9개 남았습니다.");

        anOperatorResetsIt();

        page.reload();
        logIn(page);
        page.locator("[name=own-account]").click();
        assertThat(page.locator("[name=factor-begin]")).isVisible();
    }

    private static Authenticator setUp(Page page) {
        page.locator("[name=own-account]").click();
        page.locator("[name=factor-begin]").click();
        page.locator("[name=current_password]").fill("wrong-canoe-1893");
        page.locator("dialog.form .primary").click();
        assertThat(page.locator("dialog.form .fault")).containsText("현재 비밀번호가 올바르지 않습니다");
        page.locator("[name=current_password]").fill(PASSWORD);
        page.locator("dialog.form .primary").click();
        assertThat(page.locator("svg.qr-code")).isVisible();
        Authenticator phone = new Authenticator(page.locator("[data-secret]").innerText());
        enter(page, phone.nextCode());
        page.locator(".recovery-codes").waitFor();
        return phone;
    }

    private void anOperatorResetsIt() {
        Page platform = screens.device(1440, 900);
        Screens.remember(platform, "platform.login", screens.operatorLogin());
        platform.navigate("/platform");
        platform.locator("[data-chain=" + CHAIN + "] button").click();
        Locator boss = platform.locator("[data-person=boss]", new Page.LocatorOptions().setHasText("2단계 인증"));
        boss.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("boss: 2단계 인증 초기화"))
                .click();
        platform.locator("dialog .grave").click();
        assertThat(boss).hasCount(0);
    }

    private static void logIn(Page page) {
        page.locator("[name=chain_id]").fill(CHAIN);
        page.locator("[name=username]").fill("boss");
        page.locator("form.sheet [name=password]").fill(PASSWORD);
        page.locator("form.sheet .primary").click();
    }

    private static void logOut(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("로그아웃").setExact(true))
                .click();
    }

    private static void enter(Page page, String code) {
        page.locator("dialog [name=second_factor_code]").fill(code);
        page.locator("dialog .primary").last().click();
    }
}
