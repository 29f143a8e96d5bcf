package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** An operator opens a chain for somebody who chooses the password, loses it, and gets another link. */
@InBrowser
class InvitationsIT {

    private static final String CHAIN = "invited-chain";
    private static final String PASSWORD = "walnut-canoe-1893";
    private static final String ANOTHER = "another-canoe-1894";

    private final Screens screens;

    InvitationsIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void an_admin_is_invited_chooses_a_password_is_in_and_chooses_another_when_it_is_lost() {
        Page platform = screens.device(1440, 900);
        Screens.remember(platform, "platform.login", screens.operatorLogin());
        platform.navigate("/platform");
        String first = openChain(platform);
        Locator boss = platform.locator("[data-person=boss]");
        platform.locator("[data-chain=" + CHAIN + "] button").click();
        assertThat(boss).containsText("까지 초대됨");

        Page admin = screens.device(1440, 900);
        admin.navigate(first);
        assertThat(admin).hasURL(first.replaceAll("#.*", ""));
        choose(admin, PASSWORD, ANOTHER);
        assertThat(admin.locator(".fault")).containsText("두 비밀번호가 다릅니다");
        choose(admin, CHAIN + "-1", CHAIN + "-1");
        assertThat(admin.locator(".fault")).containsText("이름");
        choose(admin, PASSWORD, PASSWORD);
        assertThat(admin.locator("[name=own-account]")).isVisible();
        admin.reload();
        assertThat(admin.locator("[name=own-account]")).isVisible();

        button(boss, "초대 보내기").click();
        platform.locator("dialog .grave").click();
        String revoked = Screens.invitation(platform);
        assertThat(admin.locator("[name=password]")).isVisible();
        button(boss, "초대 취소").click();
        assertThat(boss).containsText("비밀번호 없음");
        Page stranger = screens.device(1280, 900);
        Screens.accept(stranger, revoked, ANOTHER);
        assertThat(stranger.locator(".fault")).containsText("초대를 사용할 수 없습니다");

        button(boss, "초대 보내기").click();
        platform.locator("dialog .grave").click();
        Screens.accept(screens.device(1280, 900), Screens.invitation(platform), ANOTHER);
        platform.reload();
        platform.locator("[data-chain=" + CHAIN + "] button").click();
        assertThat(boss.locator(".status")).hasCount(0);
    }

    private static String openChain(Page platform) {
        platform.locator("[name=add-chain]").click();
        platform.locator("dialog.form [name=name]").fill("초대받은 체인");
        platform.locator("dialog.form [name=id]").fill(CHAIN);
        platform.locator("dialog.form [name=username]").fill("boss");
        assertThat(platform.locator("dialog.form [name=password]")).hasCount(0);
        platform.locator("dialog.form .primary").click();
        return Screens.invitation(platform);
    }

    private static void choose(Page page, String password, String again) {
        page.locator("[name=password]").fill(password);
        page.locator("[name=again]").fill(again);
        page.locator("form .primary").click();
    }

    private static Locator button(Locator person, String name) {
        return person.locator("button", new Locator.LocatorOptions().setHasText(name));
    }
}
