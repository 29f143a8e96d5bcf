package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tableorder.event.Position;
import io.tableorder.fixture.Frozen;
import io.tableorder.fixture.StoreLog;
import io.tableorder.wire.UnreadableEventException.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The schemas, for readers in every language, say what the codec does. */
class EventSchemaTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new HashMap<>();

    private final EventCodec codec = new EventCodec();

    @Test
    void every_type_has_a_schema_and_no_schema_is_left_over() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(Stream.of("envelope"), EventTypes.names().stream())
                                    .map(name -> name + ".json")
                                    .collect(Collectors.toSet()));
        }
    }

    @TestFactory
    Stream<DynamicTest> every_schema_is_one() throws IOException, URISyntaxException {
        Schema schemaOfSchemas =
                REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> assertThat(schemaOfSchemas.validate(Files.readString(file), InputFormat.JSON))
                                    .isEmpty()))
                    .toList()
                    .stream();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_event_is_as_its_schema_says() {
        return forEachEvent(value ->
                assertThat(schemaOf(value).validate(value, InputFormat.JSON)).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> a_missing_fact_is_refused_by_schema_and_codec_alike() {
        return forEachEvent(value -> Damage.without(value).forEach(damaged -> {
            if (damaged.isAllowed()) {
                assertThat(schemaOf(value).validate(damaged.value(), InputFormat.JSON))
                        .as(damaged.toString())
                        .isEmpty();
                codec.decode(damaged.sealed(), new Position(0, 0));
            } else {
                assertRefused(value, damaged);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> a_fact_of_another_type_is_refused_by_schema_and_codec_alike() {
        return forEachEvent(value -> Damage.ofAnotherType(value).forEach(damaged -> assertRefused(value, damaged)));
    }

    @TestFactory
    Stream<DynamicTest> null_is_no_fact() {
        return forEachEvent(value -> Damage.toNull(value)
                .filter(damaged -> !damaged.isAllowed())
                .forEach(damaged -> assertRefused(value, damaged)));
    }

    private void assertRefused(String value, Damage damaged) {
        assertThat(schemaOf(value).validate(damaged.value(), InputFormat.JSON))
                .as(damaged.toString())
                .isNotEmpty();
        assertThatExceptionOfType(UnreadableEventException.class)
                .as(damaged.toString())
                .isThrownBy(() -> codec.decode(damaged.sealed(), new Position(0, 0)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_FACTS));
    }

    private static Stream<DynamicTest> forEachEvent(CheckOfValue check) {
        return Frozen.entriesByFile().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check.of(textOf(entry.getValue()))));
    }

    private interface CheckOfValue {
        void of(String value);
    }

    private static String textOf(StoreLog.Entry entry) {
        return new String(entry.record().value(), UTF_8);
    }

    private static Schema schemaOf(String value) {
        String type = Json.mapper().readTree(value).path("type").asString();
        return SCHEMAS.computeIfAbsent(
                type, name -> REGISTRY.getSchema(SchemaLocation.of("classpath:schema/" + name + ".json")));
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(EventSchemaTest.class.getResource("/schema"))
                .toURI());
    }
}
