package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Printer;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Station;
import io.tableorder.fixture.Frozen;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.Head;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form ever written stays readable, and what was written once is written so again. */
class FrozenEventsTest {

    private final EventCodec codec = new EventCodec();

    static Stream<Arguments> entries() {
        return Frozen.entriesByFile().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void a_frozen_event_is_read_as_what_it_was(String file, StoreLog.Entry entry) throws IOException {
        assertThat(codec.decode(frozen(file, entry))).isEqualTo(entry.event());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void a_frozen_event_is_written_to_the_same_bytes_again(String file, StoreLog.Entry entry) throws IOException {
        ConsumerRecord<byte[], byte[]> frozen = frozen(file, entry);
        RecordedEvent read = codec.decode(frozen);

        EncodedEvent written = codec.encode(draftOf(read));

        assertThat(new String(written.toRecord(0).value(), UTF_8)).isEqualTo(new String(frozen.value(), UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void members_of_a_later_version_are_left_alone(String file, StoreLog.Entry entry) throws IOException {
        String text = new String(frozen(file, entry).value(), UTF_8);
        String widened = text.replace("\"actor\":{", "\"later\":{\"a\":[1,{\"b\":null}]},\"actor\":{\"name\":\"x\",")
                .replace("\"data\":{}", "\"data\":{\"later\":true}")
                .replaceFirst("\"data\":\\{(?!\"later\")", "\"data\":{\"later\":[[{}]],")
                .replace("\"item_id\":", "\"option\":\"곱빼기\",\"item_id\":");

        RecordedEvent read = codec.decode(sealed(widened), entry.event().position());

        assertThat(widened).isNotEqualTo(text);
        assertThat(read).usingRecursiveComparison().ignoringFields("hash").isEqualTo(entry.event());
    }

    @Test
    void the_whole_evening_folds() throws IOException {
        StoreState state = StoreState.unopened(Sample.STORE);
        for (Map.Entry<String, StoreLog.Entry> entry : Frozen.entriesByFile().entrySet()) {
            state = state.evolve(codec.decode(frozen(entry.getKey(), entry.getValue())));
        }

        assertThat(state.head().sequence()).isEqualTo(Frozen.entriesByFile().size());
        assertThat(Objects.requireNonNull(state.profile()).storeName()).isEqualTo("한옥 강남 \"본점\"");
        assertThat(state.orderNumbers()).isEqualTo(new OrderNumbers(LocalDate.of(2026, 11, 21), 11));
        assertThat(state.floor().orders()).isEmpty();
        assertThat(state.floor().tablesByNumber())
                .extracting(Table::tableNumber)
                .containsExactly(3, 5, 6);
        assertThat(state.floor().tablesByNumber())
                .allSatisfy(table -> assertThat(table.session()).isNull());
        assertThat(state.catalogue().menus()).hasSize(2);
        assertThat(state.catalogue().categories()).hasSize(1);
        assertThat(state.catalogue().stationsInOrder())
                .extracting(Station::stationName)
                .containsExactly("그릴");
        assertThat(state.catalogue().printersInOrder())
                .extracting(Printer::printerName)
                .containsExactly("그릴 프린터");
    }

    @Test
    void every_type_is_frozen_and_no_file_is_left_over() throws IOException, URISyntaxException {
        Map<String, StoreLog.Entry> entries = Frozen.entriesByFile();
        Set<String> types = entries.values().stream().map(Frozen::typeOf).collect(Collectors.toSet());
        assertThat(types).isEqualTo(EventTypes.names());

        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("/frozen")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(entries.keySet());
        }
    }

    @Test
    void every_optional_member_is_frozen_both_there_and_absent() throws IOException {
        Map<String, Set<Set<String>>> shapes = new LinkedHashMap<>();
        for (Map.Entry<String, StoreLog.Entry> entry : Frozen.entriesByFile().entrySet()) {
            String text = new String(frozen(entry.getKey(), entry.getValue()).value(), UTF_8);
            Set<String> there = Stream.of("request_id", "fingerprint", "note", "reason", "description", "image_url")
                    .filter(member -> text.contains("\"" + member + "\":"))
                    .collect(Collectors.toSet());
            shapes.computeIfAbsent(Frozen.typeOf(entry.getValue()), _ -> new HashSet<>())
                    .add(there);
        }
        assertThat(shapes.get("io.tableorder.order.placed.v1"))
                .contains(Set.of(), Set.of("request_id", "fingerprint", "note"));
        assertThat(shapes.get("io.tableorder.order.cancelled.v1"))
                .contains(Set.of("request_id", "fingerprint"), Set.of("request_id", "fingerprint", "reason"));
        assertThat(shapes.get("io.tableorder.store.intake-paused.v1"))
                .contains(Set.of("request_id", "fingerprint"), Set.of("request_id", "fingerprint", "reason"));
        assertThat(shapes.get("io.tableorder.menu.added.v1"))
                .contains(
                        Set.of("request_id", "fingerprint"),
                        Set.of("request_id", "fingerprint", "description", "image_url"));
    }

    private static ConsumerRecord<byte[], byte[]> frozen(String file, StoreLog.Entry entry) throws IOException {
        ConsumerRecord<byte[], byte[]> record = entry.record();
        return new ConsumerRecord<>(
                record.topic(), record.partition(), record.offset(), record.key(), Frozen.bytes(file, entry));
    }

    /** The same value under the hash that it now has. */
    static byte[] sealed(String value) {
        String unsealed = value.substring(0, value.length() - HashChain.SEAL_LENGTH) + "}";
        Matcher previous = Pattern.compile("\"prev_hash\":\"([0-9a-f]{64})\"").matcher(value);
        String previousHash = previous.find() ? previous.group(1) : Head.GENESIS_HASH;
        byte[] bytes = unsealed.getBytes(UTF_8);
        return HashChain.seal(bytes, HashChain.hash(previousHash, bytes, bytes.length - 1));
    }

    static DraftEvent draftOf(RecordedEvent event) {
        return new DraftEvent(
                event.eventId(),
                event.storeId(),
                event.sequence(),
                event.time(),
                event.stamp(),
                event.event(),
                event.previousHash());
    }
}
