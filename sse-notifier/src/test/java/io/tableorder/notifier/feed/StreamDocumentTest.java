package io.tableorder.notifier.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tableorder.board.BoardView;
import io.tableorder.event.RecordedEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.EventDocument;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.StoreState;
import io.tableorder.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** docs/asyncapi.yaml says what a stream carries, for every event that there is. */
class StreamDocumentTest {

    private static final String HERE = "https://table-order.test/asyncapi.json";

    private final JsonNode document = EventDocument.read();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(HERE, asSchema())));

    /** A reference to a file beside the document is one to the class path here. */
    private String asSchema() {
        return document.toString().replace("../common/src/main/resources/schema/", "classpath:schema/");
    }

    @Test
    void every_frame_is_documented_and_is_as_documented() throws Exception {
        FrameEncoder encoder = new FrameEncoder();
        Set<String> seen = new TreeSet<>();
        StoreState state =
                StoreState.unopened(Evening.log().entries().getFirst().event().storeId());
        for (StoreLog.Entry entry : Evening.log().entries()) {
            RecordedEvent event = entry.event();
            state = state.evolve(event);
            assertDocumented("initial", Json.mapper().writeValueAsString(BoardView.of(state)));
            Frame frame = encoder.encode(event);
            if (!frame.isSilent()) {
                String text = text(frame);
                seen.add(field(text, "event: "));
                assertThat(field(text, "id: ")).matches(pattern("position"));
                assertDocumented(field(text, "event: "), field(text, "data: "));
            }
        }
        seen.addAll(Set.of("initial", "reset"));

        assertThat(document.at("/channels/board/messages").propertyNames()).containsExactlyInAnyOrderElementsOf(seen);
    }

    private String pattern(String schema) {
        return document.at("/components/schemas").path(schema).path("pattern").asString();
    }

    private void assertDocumented(String name, String data) {
        Schema schema = registry.getSchema(SchemaLocation.of(HERE + "#/components/schemas/" + name));
        assertThat(schema.validate(data, InputFormat.JSON))
                .as("%s %s", name, data)
                .isEmpty();
        JsonNode documented = document.at("/components/schemas").path(name);
        if (documented.has("$ref")) {
            documented = document.at(documented.path("$ref").asString().substring(1));
        }
        assertThat(documented.path("properties").propertyNames())
                .as(name)
                .containsAll(Json.mapper().readValue(data, ObjectNode.class).propertyNames());
    }

    private static String text(Frame frame) {
        return UTF_8.decode(frame.bytes()).toString();
    }

    private static String field(String frame, String name) {
        return frame.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }
}
