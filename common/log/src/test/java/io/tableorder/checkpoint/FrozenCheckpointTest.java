package io.tableorder.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.fixture.Evening;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.StoreState;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The evening's checkpoint, before the guests leave, as each format was first written. Whoever changes what a state holds
 * is told here that checkpoints need a new format.
 */
class FrozenCheckpointTest {

    private static final Map<String, String> FILES = Map.of(
            "#marker", "marker.json",
            "hanok-gangnam", "store.json.gz",
            "hanok-gangnam#catalogue.0", "catalogue.json.gz",
            "hanok-gangnam#floor.0", "floor.json.gz",
            "hanok-gangnam#receipts-101.0", "receipts.json.gz");

    /** Compressors may differ in their bytes, and digests with them. */
    private static final String DIGEST = "\"digest\":\"[0-9a-f]{64}\"";

    private static final int EVENTS_BEFORE_THE_END = 24;

    private final StoreState state = beforeTheEnd();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_format_is_readable_for_as_long_as_it_is_registered(int format) throws IOException {
        assertThat(CheckpointFormat.READABLE).contains(format);
        assertThat(CheckpointDecoder.decode(StoreLog.PARTITION, frozen(format), Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        CheckpointLoad.Loaded.class,
                        loaded -> assertThat(loaded.states()).containsExactly(Map.entry(Sample.STORE, state)));
    }

    @Test
    void format_2_is_written_as_it_was() throws IOException {
        assertThat(CheckpointFormat.CURRENT).isEqualTo(2);
        CheckpointTopic topic = CheckpointTopic.empty();
        topic.write(state);
        assertThat(texts(topic.values)).isEqualTo(texts(frozen(2)));
    }

    @Test
    void what_was_read_in_format_1_is_written_whole_in_format_2_and_nothing_else_is_left() throws IOException {
        CheckpointTopic topic = CheckpointTopic.of(frozen(1));

        topic.write(topic.load().checkpoint(), Set.of(state));

        assertThat(texts(topic.values)).isEqualTo(texts(frozen(2)));
    }

    private static StoreState beforeTheEnd() {
        StoreState state = StoreState.unopened(Sample.STORE);
        for (StoreLog.Entry entry : Evening.log().entries().subList(0, EVENTS_BEFORE_THE_END)) {
            state = state.evolve(entry.event());
        }
        assertThat(state.floor().orders()).hasSize(3);
        return state;
    }

    private static Map<String, byte[]> frozen(int format) throws IOException {
        Map<String, byte[]> values = new TreeMap<>();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            try (InputStream in = FrozenCheckpointTest.class.getResourceAsStream(
                    "/checkpoint/v%d/%s".formatted(format, file.getValue()))) {
                assertThat(in).as(file.getValue()).isNotNull();
                values.put(file.getKey(), in.readAllBytes());
            }
        }
        return values;
    }

    private static Map<String, String> texts(Map<String, byte[]> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> {
            byte[] json = key.equals(CheckpointKeys.MARKER) ? value : CheckpointCodec.expand(key, value);
            texts.put(key, new String(json, UTF_8).replaceAll(DIGEST, "\"digest\":\"\""));
        });
        return texts;
    }
}
