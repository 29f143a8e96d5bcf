package io.tableorder.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.checkpoint.CheckpointLoad.Reason;
import io.tableorder.checkpoint.CheckpointLoad.Unusable;
import io.tableorder.store.StoreState;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only what was written, all of it and together, passes for a checkpoint. */
class CheckpointDecoderTest {

    private static final int FLIPS_PER_RECORD = 50;

    private final CheckpointTopic topic = CheckpointTopic.empty();
    private final TestStore gangnam = TestStore.named("gangnam").orders(3);
    private final StoreState hongdae = TestStore.named("hongdae").orders(2).state();

    @BeforeEach
    void write() {
        topic.write(gangnam.state(), hongdae);
    }

    @Test
    void an_empty_topic_has_none() {
        assertThat(CheckpointTopic.empty().load()).isInstanceOf(CheckpointLoad.Missing.class);
    }

    @Test
    void whatever_byte_is_damaged_it_cannot_be_used() {
        Random random = new Random(1);
        for (String key : Set.copyOf(topic.values.keySet())) {
            for (int i = 0; i < FLIPS_PER_RECORD; i++) {
                CheckpointTopic damaged = topic.copy();
                byte[] value = topic.values.get(key).clone();
                value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
                damaged.values.put(key, value);
                assertThat(damaged.load()).as(key).isInstanceOf(Unusable.class);
            }
        }
    }

    @Test
    void a_damaged_value_is_called_corrupt_and_named() {
        topic.values.compute("gangnam#floor.0", (key, value) -> {
            value[value.length / 2] ^= 1;
            return value;
        });

        assertUnusable(Reason.CORRUPT, "gangnam#floor");
    }

    @Test
    void whichever_record_is_missing_it_is_torn() {
        for (String key : Set.copyOf(topic.values.keySet())) {
            CheckpointTopic torn = topic.copy();
            torn.values.remove(key);
            assertThat(torn.load())
                    .as(key)
                    .isInstanceOfSatisfying(
                            Unusable.class, load -> assertThat(load.reason()).isEqualTo(Reason.TORN));
        }
    }

    @Test
    void whichever_record_is_of_the_checkpoint_before_it_is_torn() {
        CheckpointTopic before = topic.copy();
        Set<String> rewritten =
                CheckpointTopic.keysOf(topic.write(gangnam.orders(1).state(), hongdae));
        assertThat(rewritten).hasSize(4);

        for (String key : rewritten) {
            CheckpointTopic torn = topic.copy();
            torn.values.put(key, before.values.get(key));
            assertThat(torn.load())
                    .as(key)
                    .isInstanceOfSatisfying(
                            Unusable.class, load -> assertThat(load.reason()).isEqualTo(Reason.TORN));
        }
    }

    @Test
    void a_newer_format_is_not_read_and_not_called_damaged() {
        CheckpointTopic newer = topic.copy();
        alterMarker(json -> json.replace("\"format_version\":3", "\"format_version\":4,\"more\":true"));
        assertUnusable(Reason.UNKNOWN_FORMAT, "#marker: expected one of the formats [1, 2, 3], got 4");

        topic.values.putAll(newer.values);
        alterDocument("gangnam", json -> json.replace("\"format_version\":3", "\"format_version\":4,\"more\":true"));
        assertUnusable(Reason.UNKNOWN_FORMAT, "gangnam: expected one of the formats [1, 2, 3], got 4");
    }

    @Test
    void what_lacks_a_member_or_has_another_is_corrupt() {
        CheckpointTopic whole = topic.copy();
        for (String member : List.of("format_version", "store_id", "head", "order_numbers", "receipts", "sequence")) {
            alterDocument("gangnam", json -> json.replace("\"" + member + "\"", "\"other\""));
            assertUnusable(Reason.CORRUPT, "gangnam");
            topic.values.putAll(whole.values);
        }
        alterDocument("gangnam", json -> json.replaceFirst("\\{", "{\"more\":true,"));
        assertUnusable(Reason.CORRUPT, "more");
    }

    @Test
    void a_document_under_another_stores_key_is_torn() {
        topic.values.put("hongdae", topic.values.get("gangnam"));
        assertUnusable(Reason.TORN, "2 stores");
    }

    @Test
    void more_than_the_log_holds_cannot_be_used() {
        long next = topic.loaded().next().offset();

        assertThat(decode(next)).isInstanceOf(CheckpointLoad.Loaded.class);
        assertThat(decode(next - 1))
                .isInstanceOfSatisfying(
                        Unusable.class, load -> assertThat(load.reason()).isEqualTo(Reason.BEYOND_LOG_END));
    }

    @Test
    void the_checkpoint_of_another_partition_is_torn() {
        assertThat(CheckpointDecoder.decode(CheckpointTopic.PARTITION + 1, topic.values, Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        Unusable.class, load -> assertThat(load.reason()).isEqualTo(Reason.TORN));
    }

    @Test
    void what_belongs_to_nothing_does_no_harm_and_is_deleted_by_the_next_checkpoint() {
        topic.values.put("gangnam#receipts-7.0", new byte[] {1});

        CheckpointUpdate next = topic.write(topic.loaded().checkpoint(), List.of(gangnam.state(), hongdae));

        assertThat(CheckpointTopic.deletedKeysOf(next)).containsExactly("gangnam#receipts-7.0");
    }

    @Test
    void the_checkpoint_after_one_that_cannot_be_used_replaces_all_of_it() {
        alterMarker(json -> json.replace("\"format_version\":3", "\"format_version\":4"));
        topic.values.put("gangnam#of-format-4.0", new byte[] {1});

        topic.write(topic.load().checkpoint(), List.of(gangnam.state(), hongdae));

        assertThat(topic.loaded().states())
                .containsOnly(Map.entry("gangnam", gangnam.state()), Map.entry("hongdae", hongdae));
        assertThat(topic.values).doesNotContainKey("gangnam#of-format-4.0");
    }

    private CheckpointLoad decode(long logEnd) {
        return CheckpointDecoder.decode(CheckpointTopic.PARTITION, topic.values, logEnd);
    }

    private void assertUnusable(Reason reason, String... hints) {
        assertThat(topic.load()).isInstanceOfSatisfying(Unusable.class, load -> {
            assertThat(load.reason()).isEqualTo(reason);
            assertThat(load.detail()).contains(hints);
        });
    }

    private void alterMarker(UnaryOperator<String> alteration) {
        topic.values.compute("#marker", (key, value) -> altered(value, alteration));
    }

    private void alterDocument(String key, UnaryOperator<String> alteration) {
        byte[] json = altered(CheckpointCodec.expand(key, topic.values.get(key)), alteration);
        topic.values.put(key, CheckpointCodec.compress(json, 0, json.length));
    }

    private static byte[] altered(byte[] json, UnaryOperator<String> alteration) {
        String before = new String(json, UTF_8);
        String after = alteration.apply(before);
        assertThat(after).isNotEqualTo(before);
        return after.getBytes(UTF_8);
    }
}
