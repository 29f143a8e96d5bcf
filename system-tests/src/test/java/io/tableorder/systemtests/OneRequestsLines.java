package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.RoundRobin;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.testkit.process.WholePlatform;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Whoever has a request's id finds what became of its order, in every service, by that alone. */
final class OneRequestsLines {

    private OneRequestsLines() {}

    static void leadThrough(WholePlatform platform, ProcessLogLines logs) throws Exception {
        String requestId = UUID.randomUUID().toString().substring(0, 8);
        String orderId = order(platform.orderApi().base(), requestId);

        assertThat(await("order-api's lines").until(() -> of(logs, "order-api", requestId), lines -> lines.size() >= 3))
                .extracting(OneRequestsLines::levelAndWords)
                .anySatisfy(line -> assertThat(line).startsWith("INFO Request started"))
                .anySatisfy(line -> assertThat(line).startsWith("INFO Order placed: order_id=" + orderId))
                .anySatisfy(line -> assertThat(line).startsWith("INFO Request completed"));
        assertThat(await("order-projector's line")
                        .until(() -> of(logs, "order-projector", requestId), lines -> !lines.isEmpty()))
                .extracting(OneRequestsLines::levelAndWords)
                .allSatisfy(line -> assertThat(line).startsWith("INFO Projected "));
        assertThat(await("sse-notifier's line")
                        .until(() -> of(logs, "sse-notifier", requestId), lines -> !lines.isEmpty()))
                .anySatisfy(line -> {
                    assertThat(levelAndWords(line))
                            .startsWith("INFO Event published to streams")
                            .contains(orderId);
                    assertThat(line.path("store_id").asString()).isEqualTo(SeededStores.storeId(0));
                });
    }

    /** The store is another test's too, whose clients may have sold its dish out. */
    private static String order(URI orderApi, String requestId) throws IOException, InterruptedException {
        RoundRobin instance = new RoundRobin(List.of(orderApi));
        Client.Answer onSale = new Client(instance, Tokens.storeAdmin(0))
                .send("PATCH", "/admin/menus/" + SeededStores.menuId(0), Map.of("available", true), null);
        assertThat(onSale.status()).as("%s", onSale).isEqualTo(200);
        Map<String, Object> items = Map.of("items", List.of(Map.of("menu_id", SeededStores.menuId(0), "quantity", 1)));
        Client.Answer answer = new Client(instance, Tokens.table(0, 0))
                .with("X-Request-ID", requestId)
                .send("POST", "/customer/orders", items, null);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.body().path("order_id").asString();
    }

    private static List<JsonNode> of(ProcessLogLines logs, String service, String requestId) throws IOException {
        try (var lines = Files.lines(logs.of(service))) {
            return lines.filter(line -> line.startsWith("{") && line.endsWith("}") && line.contains(requestId))
                    .map(Json.mapper()::readTree)
                    .filter(line -> line.path("request_id").asString("").contains(requestId))
                    .toList();
        }
    }

    private static String levelAndWords(JsonNode line) {
        return line.path("level").asString() + " " + line.path("message").asString();
    }
}
