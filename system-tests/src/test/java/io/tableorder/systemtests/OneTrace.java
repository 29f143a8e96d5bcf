package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tableorder.fixture.OtlpReceiver;
import io.tableorder.fixture.OtlpReceiver.Part;
import io.tableorder.systemtests.pictures.Picture;
import io.tableorder.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A tablet begins a trace with its order, and it is followed through every service. */
final class OneTrace {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TABLET = "b7ad6b7169203331";

    private OneTrace() {}

    /** Traces are sent, and none but those that callers want kept. */
    static Map<String, String> settings(OtlpReceiver receiver) {
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), "OTEL_TRACES_SAMPLER_ARG", "0");
    }

    static void leadsFromATabletToTheScreens(RunningPlatform platform, Client table, OtlpReceiver receiver)
            throws Exception {
        String menu = anAvailableMenuOf(table);
        HttpRequest order = HttpRequest.newBuilder(URI.create(platform.orderApi() + "/api/v1/customer/orders"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Objects.requireNonNull(table.token()))
                .header("traceparent", "00-" + TRACE + "-" + TABLET + "-01")
                .POST(BodyPublishers.ofString(Json.mapper()
                        .writeValueAsString(Map.of("items", List.of(Map.of("menu_id", menu, "quantity", 1))))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(order, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }

        await().untilAsserted(() -> assertThat(receiver.parts(TRACE))
                .extracting(Part::service, Part::name)
                .contains(
                        tuple("order-api", "POST /api/v1/customer/orders"),
                        tuple("order-api", "append"),
                        tuple("order-projector", "project"),
                        tuple("sse-notifier", "deliver")));
        List<Part> parts = receiver.parts(TRACE);
        Part request = named(parts, "POST /api/v1/customer/orders");
        Part append = named(parts, "append");
        assertThat(request.parentId()).isEqualTo(TABLET);
        assertThat(append.parentId()).isEqualTo(request.id());
        assertThat(named(parts, "project").parentId()).isEqualTo(append.id());
        assertThat(named(parts, "deliver").parentId()).isEqualTo(append.id());
        if (Picture.isWanted()) {
            Picture.ofTrace("trace", "One order: from the tablet's request to its projection and delivery", parts);
        }
        assertThat(receiver.traces()).as("what no caller wanted kept").containsExactly(TRACE);
    }

    private static String anAvailableMenuOf(Client table) throws Exception {
        return table.get("/customer/menus")
                .body()
                .path("categories")
                .valueStream()
                .flatMap(category -> category.path("menus").valueStream())
                .filter(menu -> menu.path("available").asBoolean())
                .map(menu -> menu.path("menu_id").asString())
                .findFirst()
                .orElseThrow();
    }

    private static Part named(List<Part> parts, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
