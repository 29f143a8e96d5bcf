package io.tableorder.systemtests.screens;

import io.tableorder.systemtests.Client;
import io.tableorder.systemtests.Client.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Guests at a table that is not on any screen here: what they do comes in from outside. */
record Guests(Client table) {

    static Guests at(Screens screens, String storeId, int tableNumber) throws IOException, InterruptedException {
        return new Guests(screens.anybody().asTable(storeId, tableNumber));
    }

    /** One of the menu's first dish. */
    JsonNode order() throws IOException, InterruptedException {
        JsonNode menus =
                table.get("/customer/menus").body().get("categories").get(0).get("menus");
        return order(menus.get(0).get("menu_id").asString());
    }

    JsonNode order(String menuId) throws IOException, InterruptedException {
        Answer answer = table.send(
                "POST",
                "/customer/orders",
                Map.of("items", List.of(Map.of("menu_id", menuId, "quantity", 1))),
                UUID.randomUUID().toString());
        if (answer.status() != 201) {
            throw new IllegalStateException("An order was answered " + answer);
        }
        return answer.body();
    }

    /** The orders of the table's open session, as the last write left them. */
    List<JsonNode> orders() throws IOException, InterruptedException {
        JsonNode orders = table.get("/customer/orders").body().get("orders");
        return StreamSupport.stream(orders.spliterator(), false).toList();
    }
}
