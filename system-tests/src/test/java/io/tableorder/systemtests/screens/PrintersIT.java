package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tableorder.systemtests.Client;
import io.tableorder.testkit.printer.TestPrinter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An admin sets up a printer beside the stations, and sees what it does not print. */
@InBrowser
class PrintersIT {

    private static final String STORE = "bunsik-jongno";
    private static final int TABLE = 8;

    private final Screens screens;

    PrintersIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void an_admin_adds_a_printer_that_is_off_and_what_was_ordered_meanwhile_is_printed_when_it_is_on()
            throws Exception {
        screens.clear(STORE, TABLE);
        Page desk = screens.board(STORE);
        desk.locator(".views button").nth(2).click();
        try (TestPrinter printer = TestPrinter.on()) {
            printer.switchOff();
            add(desk, printer.address());
            Locator row = desk.locator(".printer-row");
            assertThat(row).containsText(printer.address());

            order();

            refreshUntil(desk, row.locator(".fault"));
            assertThat(row.locator(".fault")).containsText("연결되지 않습니다");
            assertThat(desk.locator(".printers [data-slip]").first()).containsText("대기");
            printer.switchOn();
            refreshUntil(desk, row.locator(".status.COMPLETED"));
            assertThat(desk.locator(".printers [data-slip]")).hasCount(0);
            org.assertj.core.api.Assertions.assertThat(printer.slips())
                    .isNotEmpty()
                    .allSatisfy(slip ->
                            org.assertj.core.api.Assertions.assertThat(slip).contains("테이블"));

            row.getByText("수정").click();
            desk.locator("dialog.form .danger").click();
            desk.locator(".question .grave").click();
            assertThat(row).hasCount(0);
        }
    }

    /** First at an address that is somebody else's. */
    private static void add(Page desk, String address) {
        desk.locator(".printers .upkeep-head .secondary").click();
        desk.locator("dialog.form [name=name]").fill("주방 프린터");
        desk.locator("dialog.form [name=address]").fill("8.8.8.8:9100");
        desk.locator("dialog.form .choices .primary").click();
        assertThat(desk.locator("dialog.form .fault")).isVisible();
        desk.locator("dialog.form [name=address]").fill(address);
        desk.locator("dialog.form .choices .primary").click();
        assertThat(desk.locator("dialog.form")).hasCount(0);
    }

    private static void refreshUntil(Page desk, Locator shown) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .pollInSameThread()
                .until(() -> {
                    desk.locator(".printers .upkeep-head .quiet").click();
                    return shown.count() > 0;
                });
    }

    private void order() throws Exception {
        Client table = screens.tableOf(STORE, TABLE);
        JsonNode categories = table.get("/customer/menus").body().get("categories");
        for (JsonNode category : categories) {
            for (JsonNode menu : category.get("menus")) {
                if (!menu.has("option_groups") && menu.get("available").asBoolean()) {
                    var _ = table.send(
                            "POST",
                            "/customer/orders",
                            Map.of(
                                    "items",
                                    List.of(Map.of(
                                            "menu_id", menu.get("menu_id").asString(), "quantity", 1))),
                            UUID.randomUUID().toString());
                    return;
                }
            }
        }
    }
}
