package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tableorder.fixture.EventDocument;
import io.tableorder.fixture.Frozen;
import io.tableorder.fixture.StoreLog;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** docs/asyncapi.yaml says what is on the topic. */
class AsyncApiTest {

    private final JsonNode document = EventDocument.read();
    private final JsonNode messages = document.at("/components/messages");

    @Test
    void the_topic_is_the_log_and_carries_every_type_of_event() {
        JsonNode topic = document.at("/channels/order-events");

        assertThat(topic.path("address").asString()).isEqualTo(Topics.ORDER_EVENTS);
        assertThat(topic.path("messages")
                        .valueStream()
                        .map(message ->
                                document.at(message.path("$ref").asString().substring(1)))
                        .map(message -> message.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(EventTypes.names());
    }

    @TestFactory
    Stream<DynamicTest> every_event_has_the_documented_headers_and_the_documented_schema() {
        JsonNode headers = document.at("/components/messageTraits/cloudEvent/headers");
        return Frozen.entriesByFile().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    ObjectNode sent = headersOf(entry.getValue());

                    assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                    .getSchema(headers)
                                    .validate(sent.toString(), InputFormat.JSON))
                            .isEmpty();
                    assertThat(headers.path("properties").propertyNames()).containsAll(sent.propertyNames());
                    assertThat(schemaFile(sent.path(EventHeaders.TYPE).asString()))
                            .isRegularFile();
                }));
    }

    private Path schemaFile(String type) {
        String reference = messages.valueStream()
                .filter(message -> message.path("name").asString().equals(type))
                .map(message -> message.at("/payload/schema/$ref").asString())
                .findFirst()
                .orElseThrow();
        assertThat(reference).endsWith("/" + type + ".json");
        return EventDocument.FILE.resolveSibling(reference).normalize();
    }

    private static ObjectNode headersOf(StoreLog.Entry entry) {
        ObjectNode headers = Json.mapper().createObjectNode();
        entry.record().headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
