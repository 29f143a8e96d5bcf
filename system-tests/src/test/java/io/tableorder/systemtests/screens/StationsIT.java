package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.SelectOption;
import io.tableorder.systemtests.Client;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each station's screen shows its own lines and completes them; one that shows everything sees the order follow. */
@InBrowser
class StationsIT {

    private static final String STORE = "bunsik-jongno";
    private static final int TABLE = 9;
    private static final int OTHER_TABLE = 10;
    private static final String RICE_CAKES = "떡볶이·튀김";
    private static final String GIMBAP = "김밥·면";

    private final Screens screens;

    StationsIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void two_stations_complete_their_lines_and_the_order_is_completed_with_the_last() throws Exception {
        screens.clear(STORE, TABLE);
        Page everything = kitchen("");
        Page cakes = kitchen(RICE_CAKES);
        Page gimbap = kitchen(GIMBAP);
        JsonNode order = order(TABLE);
        String ticket = ".ticket[data-order='" + order.get("order_id").asString() + "']";
        assertThat(everything.locator(ticket + " [data-line]")).hasCount(2);
        assertThat(cakes.locator(ticket + " [data-line]")).hasCount(1);
        assertThat(cakes.locator(ticket + " .elsewhere")).containsText("1");
        assertThat(gimbap.locator(ticket + " [data-line]")).hasCount(1);
        Locator toMake = everything.locator("[data-all-day='" + menuOf(order, 0) + "'] b");
        assertThat(toMake).hasText("3");
        assertThat(cakes.locator("[data-all-day='" + menuOf(order, 1) + "']")).hasCount(0);

        cakes.locator(ticket + " .line-step").click();

        assertThat(cakes.locator(ticket)).hasCount(0);
        assertThat(toMake).hasCount(0);
        assertThat(everything.locator(".PREPARING " + ticket + " [data-line='1']"))
                .hasClass(Pattern.compile("done"));
        gimbap.locator(ticket + " .step").click();
        assertThat(everything.locator(ticket)).hasCount(0);
        assertThat(everything.locator("[data-done='" + order.get("order_id").asString() + "']"))
                .isVisible();

        cakes.locator("[data-done='" + order.get("order_id").asString() + "'] .recall")
                .click();

        assertThat(cakes.locator(".PREPARING " + ticket)).isVisible();
        assertThat(everything.locator(".PREPARING " + ticket + " [data-line='2']"))
                .hasClass(Pattern.compile("done"));
        assertThat(gimbap.locator(ticket)).hasCount(0);
        cakes.reload();
        assertThat(cakes.locator(".PREPARING " + ticket + " [data-line]")).hasCount(1);
    }

    @Test
    void staff_take_back_some_of_a_line_and_the_table_and_the_kitchen_follow() throws Exception {
        screens.clear(STORE, OTHER_TABLE);
        Page everything = kitchen("");
        JsonNode order = order(OTHER_TABLE);
        String ticket = ".ticket[data-order='" + order.get("order_id").asString() + "']";
        Page board = screens.board(STORE);
        board.locator("[data-table='" + OTHER_TABLE + "'] .table-head").click();

        board.locator(".drawer .take-back").first().click();
        Locator form = board.locator("dialog.form");
        form.locator("[name=quantity]").fill("2");
        form.locator("[name=reason]").fill("재료 소진");
        form.locator(".choices .primary").click();

        assertThat(form).hasCount(0);
        assertThat(everything.locator(ticket + " [data-line='1'] b")).hasText("1");
        assertThat(board.locator(".drawer .items li").first()).containsText("× 1");
    }

    @Test
    void an_admin_moves_a_dish_to_another_station_and_its_screen_follows() throws Exception {
        screens.clear(STORE, TABLE);
        Page gimbap = kitchen(GIMBAP);
        JsonNode order = order(TABLE);
        String ticket = ".ticket[data-order='" + order.get("order_id").asString() + "']";
        assertThat(gimbap.locator(ticket + " [data-line]")).hasCount(1);
        Page desk = screens.board(STORE);
        desk.locator(".views button").nth(2).click();
        Locator station = desk.locator(".station-row", new LocatorOptions().setHasText(GIMBAP));
        station.getByText("수정").click();

        desk.locator("dialog.form [name='dish " + menuOf(order, 0) + "']").check();
        desk.locator("dialog.form .choices .primary").click();

        assertThat(desk.locator("dialog.form")).hasCount(0);
        assertThat(gimbap.locator(ticket + " [data-line]")).hasCount(2);
        station.getByText("수정").click();
        desk.locator("dialog.form [name='dish " + menuOf(order, 0) + "']").uncheck();
        desk.locator("dialog.form .choices .primary").click();
        assertThat(gimbap.locator(ticket + " [data-line]")).hasCount(1);
    }

    /** A kitchen's screen; an empty name for everything. */
    private Page kitchen(String station) {
        Page kitchen = screens.board(STORE);
        kitchen.locator(".views button").nth(1).click();
        kitchen.locator("[name=station]")
                .selectOption(
                        station.isEmpty() ? new SelectOption().setValue("") : new SelectOption().setLabel(station));
        return kitchen;
    }

    /** Three of the first dish, of one station, and one of another's. */
    private JsonNode order(int tableNumber) throws Exception {
        Client table = screens.tableOf(STORE, tableNumber);
        JsonNode categories = table.get("/customer/menus").body().get("categories");
        Map<String, Object> three = Map.of("menu_id", dishOf(categories, "떡볶이"), "quantity", 3);
        Map<String, Object> one = Map.of("menu_id", dishOf(categories, "김밥"), "quantity", 1);
        return table.send(
                        "POST",
                        "/customer/orders",
                        Map.of("items", List.of(three, one)),
                        UUID.randomUUID().toString())
                .body();
    }

    /** The category's last dish that asks nothing, which no other test orders. */
    private static String dishOf(JsonNode categories, String name) {
        String last = null;
        for (JsonNode category : categories) {
            if (category.get("category_name").asString().equals(name)) {
                for (JsonNode menu : category.get("menus")) {
                    last = menu.has("option_groups")
                            ? last
                            : menu.get("menu_id").asString();
                }
            }
        }
        return Objects.requireNonNull(last, () -> "No dish of %s without options in %s".formatted(name, categories));
    }

    private static String menuOf(JsonNode order, int line) {
        return order.get("items").get(line).get("menu_id").asString();
    }
}
