package io.tableorder.systemtests.screens;

import io.tableorder.systemtests.Client;
import io.tableorder.systemtests.Client.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Guests at a table that is not on any screen here: what they do comes in from outside. */
record Guests(Client table) {

    static Guests at(Screens screens, String storeId, int tableNumber) throws IOException, InterruptedException {
        return new Guests(screens.tableOf(storeId, tableNumber));
    }

    /** One of the menu's first dish. */
    JsonNode order() throws IOException, InterruptedException {
        JsonNode menus =
                table.get("/customer/menus").body().get("categories").get(0).get("menus");
        return order(menus.get(0).get("menu_id").asString());
    }

    JsonNode order(String menuId) throws IOException, InterruptedException {
        return place(List.of(Map.of("menu_id", menuId, "quantity", 1)));
    }

    private JsonNode place(List<Map<String, Object>> items) throws IOException, InterruptedException {
        Answer answer = table.send(
                "POST",
                "/customer/orders",
                Map.of("items", items),
                UUID.randomUUID().toString());
        if (answer.status() != 201) {
            throw new IllegalStateException("An order was answered " + answer);
        }
        return answer.body();
    }

    /** One to three dishes, other ones for another number. */
    JsonNode orderSome(int number) throws IOException, InterruptedException {
        List<Map<String, Object>> items = new ArrayList<>();
        List<JsonNode> menus = new ArrayList<>();
        for (JsonNode category : table.get("/customer/menus").body().get("categories")) {
            category.get("menus").forEach(menus::add);
        }
        for (int dish = 0; dish <= number % 3; dish++) {
            JsonNode menu = menus.get((number * 5 + dish * 3) % menus.size());
            String note = number % 4 == 1 && dish == 0 ? "덜 맵게 해 주세요" : "";
            items.add(Map.of(
                    "menu_id",
                    menu.get("menu_id").asString(),
                    "quantity",
                    1 + (number + dish) % 3,
                    "note",
                    note,
                    "options",
                    leastOf(menu)));
        }
        return place(items);
    }

    /** Ids of as many options as the dish asks for at least. */
    private static List<String> leastOf(JsonNode menu) {
        List<String> options = new ArrayList<>();
        for (JsonNode group : menu.path("option_groups")) {
            for (int i = 0; i < group.get("min_choices").asInt(); i++) {
                options.add(group.get("options").get(i).get("option_id").asString());
            }
        }
        return options;
    }

    /** The orders of the table's open session, as the last write left them. */
    List<JsonNode> orders() throws IOException, InterruptedException {
        JsonNode orders = table.get("/customer/orders").body().get("orders");
        return StreamSupport.stream(orders.spliterator(), false).toList();
    }
}
