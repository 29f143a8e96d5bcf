package io.tableorder.benchmarks.revocation;

import io.tableorder.benchmarks.service.HttpCaller;
import io.tableorder.benchmarks.service.OpenedRestaurant;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Lets in as many as are to be shut out, each by a login of their own. */
final class Victims {

    private static final String STORE_STREAM = "/api/v1/admin/orders/stream";
    private static final String CHAIN_STREAM = "/api/v1/chain/orders/stream";

    private final OpenedRestaurant restaurant;
    private final HttpCaller admin;
    private final HttpCaller operator;
    private int number;

    Victims(OpenedRestaurant restaurant, HttpCaller admin, HttpCaller operator) {
        this.restaurant = restaurant;
        this.admin = admin;
        this.operator = operator;
    }

    Victim next(Victim.Kind kind) throws IOException, InterruptedException {
        number++;
        return switch (kind) {
            case PERSON -> person("person-" + number);
            case PAIRED_SCREEN -> pairedScreen();
            case TABLET -> tablet(number);
            case ADMIN_OF_A_CHAIN -> adminOf("other-chain-" + number);
        };
    }

    private Victim person(String name) throws IOException, InterruptedException {
        JsonNode account = admin.send(
                        "POST",
                        restaurant.ofStore("/staff"),
                        Map.of("username", name, "password", OpenedRestaurant.PASSWORD))
                .expect(201)
                .json();
        return new Victim(account.path("account_id").asString(), restaurant.person(name), STORE_STREAM);
    }

    private Victim pairedScreen() throws IOException, InterruptedException {
        JsonNode code = admin.send("POST", restaurant.ofStore("/devices/pairing-codes"), Map.of("kind", "kitchen"))
                .expect(201)
                .json();
        JsonNode paired = admin.send(
                        "POST",
                        restaurant.at("/devices/pair"),
                        Map.of("pairing_code", code.path("pairing_code").asString()))
                .expect(200)
                .json();
        return new Victim(
                paired.path("device").path("device_id").asString(),
                admin.as(paired.path("access_token").asString()),
                STORE_STREAM);
    }

    private Victim tablet(int table) throws IOException, InterruptedException {
        JsonNode added = admin.send(
                        "POST",
                        restaurant.ofStore("/tables"),
                        Map.of("table_number", table, "table_password", OpenedRestaurant.PASSWORD))
                .expect(201)
                .json();
        return new Victim(added.path("table_id").asString(), restaurant.tablet(table), null);
    }

    private Victim adminOf(String chain) throws IOException, InterruptedException {
        operator.send(
                        "POST",
                        restaurant.at("/platform/chains"),
                        Map.of(
                                "chain_id",
                                chain,
                                "chain_name",
                                chain,
                                "username",
                                "owner",
                                "password",
                                OpenedRestaurant.PASSWORD))
                .expect(201);
        return new Victim(chain, restaurant.chainAdmin(chain, "owner"), CHAIN_STREAM);
    }
}
