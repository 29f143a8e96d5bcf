package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tableorder.fixture.OtlpReceiver;
import io.tableorder.fixture.OtlpReceiver.Part;
import io.tableorder.systemtests.pictures.Picture;
import java.util.List;
import java.util.Map;

/** A tablet begins a trace with its order, and it is followed through every service. */
final class OneTrace {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TABLET = "b7ad6b7169203331";

    private OneTrace() {}

    /** Traces are sent, and none but those that callers want kept. */
    static Map<String, String> settings(OtlpReceiver receiver) {
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), "OTEL_TRACES_SAMPLER_ARG", "0");
    }

    static void leadsFromATabletToTheScreens(Client table, OtlpReceiver receiver) throws Exception {
        String menu = anAvailableMenuOf(table);
        Client.Answer answer = table.with("traceparent", "00-" + TRACE + "-" + TABLET + "-01")
                .send(
                        "POST",
                        "/customer/orders",
                        Map.of("items", List.of(Map.of("menu_id", menu, "quantity", 1))),
                        null);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);

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
