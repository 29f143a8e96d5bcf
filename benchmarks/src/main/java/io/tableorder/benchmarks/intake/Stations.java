package io.tableorder.benchmarks.intake;

import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Gives seeded stores two stations: one for their category of dishes, one for a dish. */
final class Stations {

    private static final List<String> BODIES = List.of(
            "{\"station_name\":\"주방\",\"category_ids\":[\"rice\"]}",
            "{\"station_name\":\"바\",\"menu_ids\":[\"menu-6\"]}");

    private static final int CREATED = 201;

    private final URI stations;

    Stations(int port) {
        this.stations = URI.create("http://127.0.0.1:" + port + "/api/v1/admin/stations");
    }

    /** @throws IllegalStateException when order-api refuses one */
    void add(int fromStore, int toStore) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int store = fromStore; store < toStore; store++) {
                String storeId = SeededStores.storeId(store);
                String token = OrderApiSettings.tokens()
                        .issue("admin-" + storeId, Role.STORE_ADMIN, SeededStores.CHAIN, storeId, null)
                        .value();
                for (String body : BODIES) {
                    var answer = http.send(
                            HttpRequest.newBuilder(stations)
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
                    if (answer.statusCode() != CREATED) {
                        throw new IllegalStateException("No station in " + storeId + ": " + answer.body());
                    }
                }
            }
        }
    }
}
