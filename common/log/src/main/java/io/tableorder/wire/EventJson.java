package io.tableorder.wire;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.wire.UnreadableEventException.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Events inside documents other than the log's values, as {@code {"type", "version", "data"}}: the same registered
 * names, the same facts and the same strictness as in the log.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = Facts.MAPPER
            .rebuild()
            .addModule(new SimpleModule("events")
                    .addSerializer(StoreEvent.class, new Writer())
                    .addDeserializer(StoreEvent.class, new Reader()))
            .build();

    private EventJson() {}

    /**
     * Reads and writes records that hold events. What such a record declares must be there and of its type, unless it
     * is {@link Nullable}; an event that cannot be read fails with {@link UnreadableEventException}, at times as a
     * cause. Immutable and thread-safe; {@code rebuild()} it for additions.
     */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static final class Writer extends ValueSerializer<StoreEvent> {

        @Override
        public void serialize(StoreEvent event, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("type", EventTypes.nameOf(event));
            if (event instanceof OrderEvent orderEvent) {
                out.writeNumberProperty("version", orderEvent.version());
            }
            out.writeName("data");
            Facts.write(out, event);
            out.writeEndObject();
        }
    }

    private static final class Reader extends ValueDeserializer<StoreEvent> {

        @Override
        public StoreEvent deserialize(JsonParser in, DeserializationContext context) {
            String type = null;
            Integer version = null;
            StoreEvent event = null;
            for (String member = in.nextName(); member != null; member = in.nextName()) {
                JsonToken value = in.nextToken();
                switch (member) {
                    case "type" -> type = in.getValueAsString();
                    case "version" -> version = value == JsonToken.VALUE_NUMBER_INT ? in.getIntValue() : null;
                    case "data" -> event = readFacts(in, type, version);
                    default -> in.skipChildren();
                }
            }
            if (event == null) {
                throw new UnreadableEventException(Reason.INVALID_FACTS, "The event needs data and has none");
            }
            return event;
        }

        private static StoreEvent readFacts(JsonParser in, @Nullable String type, @Nullable Integer version) {
            if (type == null) {
                throw new UnreadableEventException(
                        Reason.INVALID_FACTS, "The event needs type, before data, and has none");
            }
            if (Facts.haveVersion(type) != (version != null)) {
                throw new UnreadableEventException(
                        Reason.INVALID_FACTS,
                        "The event %s needs version, before data, if and only if it is an order's".formatted(type));
            }
            return Facts.read(in, type, version);
        }
    }
}
