package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.tableorder.systemtests.Client;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A store's admin closes the evening with the report of its business day: on the screen, in a file and on paper. */
@InBrowser
class DayReportIT {

    private static final String STORE = "bunsik-jongno";
    private static final int TABLE = 8;

    private final Screens screens;

    DayReportIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void what_was_sold_is_on_the_screen_in_the_file_and_on_paper() throws Exception {
        JsonNode line = order().get("items").get(0);
        Client admin = screens.adminOf(STORE);
        Page board = screens.board(STORE);

        board.locator(".views button").nth(4).click();

        Locator report = board.locator(".day-report");
        Locator dish = report.locator("tr[data-menu='" + line.get("menu_id").asString() + "']");
        assertThat(dish.locator("th")).hasText(line.get("menu_name").asString());
        JsonNode told = admin.get("/admin/reports/day").body();
        long sold = told.get("dishes")
                .valueStream()
                .filter(one -> one.get("menu_id").equals(line.get("menu_id")))
                .findFirst()
                .orElseThrow()
                .get("quantity")
                .asLong();
        assertThat(dish.locator("td").first()).hasText(Long.toString(sold));
        assertThat(report.locator("[name=business-day]"))
                .hasValue(told.get("date").asString());
        assertThat(report.locator(".by-hour li")).not().hasCount(0);

        Download file = board.waitForDownload(() -> report.getByText("CSV 내려받기").click());
        assertThat(file.suggestedFilename())
                .isEqualTo("dishes-" + told.get("date").asString() + ".csv");
        assertThat(Files.readString(file.path(), UTF_8))
                .contains("\"" + line.get("menu_name").asString() + "\"," + sold + ",");

        board.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(dish).isVisible();
        assertThat(board.locator(".past-board")).not().isVisible();
        assertThat(report.getByText("CSV 내려받기")).not().isVisible();
    }

    @Test
    void a_day_without_orders_says_so() throws Exception {
        Page board = screens.board(STORE);
        board.locator(".views button").nth(4).click();
        Locator report = board.locator(".day-report");
        assertThat(report.locator(".figures")).isVisible();

        report.locator("[name=business-day]").fill("2026-01-05");

        assertThat(report.locator(".empty")).isVisible();
        assertThat(report.locator("[data-figure=orders] dd").first()).hasText("0");
    }

    private JsonNode order() throws Exception {
        Client table = screens.tableOf(STORE, TABLE);
        JsonNode menu = table.get("/customer/menus")
                .body()
                .get("categories")
                .valueStream()
                .flatMap(category -> category.get("menus").valueStream())
                .filter(one -> !one.has("option_groups") && one.get("available").asBoolean())
                .findFirst()
                .orElseThrow();
        Client.Answer placed = table.send(
                "POST",
                "/customer/orders",
                Map.of("items", List.of(Map.of("menu_id", menu.get("menu_id").asString(), "quantity", 2))),
                UUID.randomUUID().toString());
        assertThat(placed.status()).isEqualTo(201);
        // The read models have it once this is answered.
        screens.adminOf(STORE).get("/admin/orders?after=" + placed.position());
        return placed.body();
    }
}
