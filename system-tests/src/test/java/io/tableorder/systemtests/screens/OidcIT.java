package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tableorder.systemtests.Client;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chain's admin accepts an invitation at the issuer's, and logs in there from then on. */
@InBrowser
class OidcIT {

    private static final String CHAIN = "vouched-chain";

    private final Screens screens;

    OidcIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void an_admin_is_linked_by_an_invitation_logs_in_by_the_issuer_and_a_stranger_does_not() throws Exception {
        Client.Answer opened = screens.operator()
                .send(
                        "POST",
                        "/platform/chains",
                        Map.of("chain_id", CHAIN, "chain_name", "맡긴 체인", "username", "boss"),
                        null);
        String code = opened.body().at("/invitation/invitation_code").asString();
        screens.issuer().isAskedBy("boss-of-" + CHAIN);
        Page page = screens.device(1280, 900);
        page.navigate("/invitation#code=" + code);
        assertThat(issuerButton(page)).hasText("Test ID로 로그인");
        issuerButton(page).click();
        assertThat(page.locator("[name=own-account]")).isVisible();
        page.reload();
        assertThat(page.locator("[name=own-account]")).isVisible();

        logOut(page);
        issuerButton(page).click();
        assertThat(page.locator("[name=own-account]")).isVisible();

        logOut(page);
        screens.issuer().isAskedBy("a-stranger");
        issuerButton(page).click();
        assertThat(page.locator(".fault")).containsText("로그인할 수 없습니다");
        page.getByText("체인 로그인").click();

        screens.issuer().isAskedBy("boss-of-" + CHAIN);
        issuerButton(page).click();
        assertThat(page.locator("[name=own-account]")).isVisible();
    }

    private static Locator issuerButton(Page page) {
        return page.locator("[name=issuer]");
    }

    private static void logOut(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("로그아웃").setExact(true))
                .click();
    }
}
