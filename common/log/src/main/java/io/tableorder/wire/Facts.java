package io.tableorder.wire;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.StoreEvent;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Writes and reads the {@code data} member, an event's own facts. Each is there and of its type, or the event is
 * refused; only those declared {@link Nullable} may be absent. Nothing is converted or guessed: "1" is no number, and
 * 1.5 no whole one.
 */
final class Facts {

    private static final String VERSION = "version";

    /** This mapper reads and writes the whole value, so that its facts can be read and written around the rest. */
    static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .annotationIntrospector(new RequiredUnlessNullable())
            .addMixIn(OrderEvent.class, VersionInEnvelope.class)
            .addModule(new SimpleModule("texts and times")
                    .addDeserializer(String.class, new SharedTexts())
                    .addDeserializer(Instant.class, new TimeAsText()))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(LogicalType.Textual, texts -> {
                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    private static final Map<String, ObjectReader> READERS = EventTypes.names().stream()
            .collect(Collectors.toUnmodifiableMap(
                    name -> name,
                    name -> MAPPER.readerFor(EventTypes.classOf(name))
                            .with(new VersionFromEnvelope())
                            // The facts stand inside the value, which goes on after them.
                            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)));

    private static final ObjectWriter WRITER = MAPPER.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private Facts() {}

    /**
     * Reads the facts that {@code in} stands at the start of.
     *
     * @param type a registered one
     * @param version the order event's; null for events of anything else
     */
    static StoreEvent read(JsonParser in, String type, @Nullable Integer version) {
        ObjectReader reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("Not a registered type: " + type);
        }
        return (version == null ? reader : reader.withAttribute(VERSION, version)).readValue(in);
    }

    /** Writes the facts where {@code out} stands. */
    static void write(JsonGenerator out, StoreEvent event) {
        WRITER.writeValue(out, event);
    }

    static boolean haveVersion(String type) {
        return OrderEvent.class.isAssignableFrom(EventTypes.classOf(type));
    }

    /** A number is no time, though Jackson would take it for seconds. */
    private static final class TimeAsText extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, in);
            }
            String text = in.getString();
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time in UTC");
            }
        }
    }

    /** An order event's version stands beside the facts, where a reader finds it without knowing the type. */
    @JsonIgnoreProperties(value = VERSION, allowSetters = true)
    private interface VersionInEnvelope {}

    private static final class VersionFromEnvelope extends InjectableValues {

        @Override
        public @Nullable Object findInjectableValue(
                DeserializationContext context,
                Object valueId,
                BeanProperty property,
                Object bean,
                Boolean optional,
                Boolean useInput) {
            return context.getAttribute(VERSION);
        }

        @Override
        public InjectableValues snapshot() {
            return this;
        }
    }

    /** Reads the records' own declaration of what may be absent, so that it is said once. */
    private static final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {

        private static final JacksonInject.Value FROM_ENVELOPE = JacksonInject.Value.construct(VERSION, false, false);
        private static final JsonSetter.Value NEVER_NULL = JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            RecordComponent component = componentOf(member);
            return component == null
                    ? super.hasRequiredMarker(config, member)
                    : Boolean.valueOf(!isNullable(component) && !isVersion(component));
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            RecordComponent component = componentOf(annotated);
            return component == null || isNullable(component) ? super.findSetterInfo(config, annotated) : NEVER_NULL;
        }

        @Override
        public JacksonInject.@Nullable Value findInjectableValue(MapperConfig<?> config, AnnotatedMember member) {
            RecordComponent component = componentOf(member);
            return component == null || !isVersion(component)
                    ? super.findInjectableValue(config, member)
                    : FROM_ENVELOPE;
        }

        private static @Nullable RecordComponent componentOf(Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter
                            && parameter.getDeclaringClass().isRecord()
                    ? parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
                    : null;
        }

        private static boolean isNullable(RecordComponent component) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        private static boolean isVersion(RecordComponent component) {
            return component.getName().equals(VERSION)
                    && OrderEvent.class.isAssignableFrom(component.getDeclaringRecord());
        }
    }
}
