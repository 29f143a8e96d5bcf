package io.tableorder.notifier.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.RecordedEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.EventDocument;
import io.tableorder.fixture.StoreLog;
import io.tableorder.identity.ClientPositions;
import io.tableorder.store.StoreState;
import io.tableorder.wire.Json;
import java.util.List;
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
        return document.toString().replace("../common/log/src/main/resources/schema/", "classpath:schema/");
    }

    @Test
    void every_frame_is_documented_and_is_as_documented() throws Exception {
        FrameEncoder encoder = new FrameEncoder(new ClientPositions(), FreeTexts.AS_KEPT);
        Set<String> seen = new TreeSet<>(Set.of("initial", "reset"));
        StoreState state =
                StoreState.unopened(Evening.log().entries().getFirst().event().storeId());
        FeedPosition chain = FeedPosition.parse("0-17,3-99");
        for (StoreLog.Entry entry : Evening.log().entries()) {
            RecordedEvent event = entry.event();
            state = state.evolve(event);
            chain = chain.with(event.position());
            String board = new ClientPositions().json(BoardView.of(state, event.time(), FreeTexts.AS_KEPT));
            assertDocumented("board", "initial", board);
            assertDocumented(
                    "chain-boards",
                    "initial",
                    ChainData.of(event.storeId(), event.position().toString(), board));
            StoreFrame frame = encoder.encode(event);
            if (!frame.isSilent()) {
                seen.add(assertDocumented("board", frame, "position"));
                assertDocumented("chain-boards", frame.in(new Scope.Chain("chain"), chain), "chain_position");
            }
        }

        for (String channel : List.of("board", "chain-boards")) {
            assertThat(document.at("/channels").path(channel).path("messages").propertyNames())
                    .as(channel)
                    .containsExactlyInAnyOrderElementsOf(seen);
        }
    }

    @Test
    void a_chains_board_without_events_has_no_position() {
        BoardView unopened = BoardView.of(StoreState.unopened("new"), FreeTexts.AS_KEPT);
        assertDocumented("chain-boards", "initial", ChainData.of("new", null, new ClientPositions().json(unopened)));
    }

    private String assertDocumented(String channel, Frame frame, String idSchema) {
        String text = UTF_8.decode(frame.bytes()).toString();
        String name = field(text, "event: ");
        assertThat(field(text, "id: "))
                .matches(document.at("/components/schemas")
                        .path(idSchema)
                        .path("pattern")
                        .asString());
        assertDocumented(channel, name, field(text, "data: "));
        return name;
    }

    private void assertDocumented(String channel, String name, String data) {
        JsonNode message =
                follow(document.at("/channels").path(channel).path("messages").path(name));
        assertThat(message.path("name").asString()).isEqualTo(name);
        String reference = message.path("payload").path("$ref").asString();
        Schema schema = registry.getSchema(SchemaLocation.of(HERE + reference));
        assertThat(schema.validate(data, InputFormat.JSON))
                .as("%s of %s: %s", name, channel, data)
                .isEmpty();
        assertNoOthers(document.at(reference.substring(1)), Json.mapper().readValue(data, ObjectNode.class));
    }

    /** Schemas allow members that come later; those that are there have to be documented. */
    private void assertNoOthers(JsonNode schema, ObjectNode data) {
        JsonNode own = follow(schema);
        Set<String> documented = new TreeSet<>(own.path("properties").propertyNames());
        own.path("allOf")
                .forEach(part ->
                        documented.addAll(follow(part).path("properties").propertyNames()));
        assertThat(documented).containsAll(data.propertyNames());
        if (own.path("properties").path("data").has("$ref")) {
            assertNoOthers(own.path("properties").path("data"), (ObjectNode) data.path("data"));
        }
    }

    private JsonNode follow(JsonNode node) {
        return node.has("$ref")
                ? follow(document.at(node.path("$ref").asString().substring(1)))
                : node;
    }

    private static String field(String frame, String name) {
        return frame.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }
}
