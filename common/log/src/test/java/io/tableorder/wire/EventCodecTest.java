package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Position;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent.Renamed;
import io.tableorder.fixture.Frozen;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.Head;
import io.tableorder.wire.UnreadableEventException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final Position POSITION = new Position(7, 18);
    private static final StoreLog.Entry PLACED = Frozen.entry("io.tableorder.order.placed.v1.json");

    private final EventCodec codec = new EventCodec();

    @Test
    void a_record_without_a_value_is_refused() {
        assertThat(refusal(codec, null).reason()).isEqualTo(Reason.NULL_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"type\":", "not json", "{} {}", "{\"a\":1}x", "{\"a\":\"\u0000\"}"})
    void what_is_not_json_is_refused(String value) {
        assertThat(refusal(codec, value.getBytes(UTF_8)).reason()).isIn(Reason.INVALID_JSON, Reason.INVALID_FACTS);
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        byte[] value = PLACED.record().value().clone();
        value[indexIn(value, "hanok") + 1] = (byte) 0xff;

        assertThat(refusal(codec, value).reason()).isEqualTo(Reason.INVALID_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"text\"", "{}"})
    void json_that_is_no_event_is_refused(String value) {
        assertThat(refusal(codec, value.getBytes(UTF_8)).reason()).isEqualTo(Reason.INVALID_FACTS);
    }

    @Test
    void a_value_of_any_size_up_to_the_maximum_is_read() {
        assertThat(refusal(codec, new byte[EventCodec.MAX_VALUE_BYTES + 1])).satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.OVERSIZED);
            assertThat(refusal).hasMessageContaining("262,145").hasMessageContaining("262,144");
        });

        int overhead = encoded(renamed("")).size();
        EncodedEvent largest = encoded(renamed("x".repeat(EventCodec.MAX_VALUE_BYTES - overhead)));
        assertThat(largest.size()).isEqualTo(EventCodec.MAX_VALUE_BYTES);
        assertThat(codec.decode(largest.toRecord(7).value(), POSITION)).isEqualTo(largest.at(POSITION));
    }

    @Test
    void what_could_not_be_read_is_not_written() {
        int overhead = encoded(renamed("")).size();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoded(renamed("x".repeat(EventCodec.MAX_VALUE_BYTES - overhead + 1))))
                .withMessageContaining("io.tableorder.store.renamed.v1")
                .withMessageContaining("262,144");
    }

    @Test
    void a_full_order_is_far_from_the_maximum() {
        List<OrderLine> lines = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> new OrderLine("" + i, "m".repeat(64), "가".repeat(100), 1_000_000, 99, "가".repeat(200)))
                .toList();
        DraftEvent draft = draft(Sample.placed("o", 1, "s", 3, lines.toArray(OrderLine[]::new)));

        assertThat(encoded(draft).size()).isLessThan(EventCodec.MAX_VALUE_BYTES / 4);
    }

    @Test
    void an_unknown_type_is_an_error_that_asks_the_right_question() {
        UnreadableEventException refusal = refusal(codec, altered("order.placed.v1", "order.placed.v2"));

        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_TYPE);
        assertThat(refusal)
                .hasMessageContaining("'io.tableorder.order.placed.v2'")
                .hasMessageContaining("older than the writer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"time\":\"2026-11-20T09:15:00.123456Z\" \"time\":\"yesterday\"",
                "\"role\":\"table\" \"role\":\"guest\"",
                "\"role\":\"table\" \"role\":\"TABLE\"",
                "\"sequence\":18 \"sequence\":18.5",
                "\"sequence\":18 \"sequence\":99999999999999999999",
                "\"version\":1 \"version\":3000000000",
                "\"total_amount\":45000 \"total_amount\":45000.0",
                "\"total_amount\":45000 \"total_amount\":\"45000\"",
                "\"table_number\":3 \"table_number\":3000000000",
                "\"business_day\":\"2026-11-20\" \"business_day\":\"2026-11-31\"",
                "\"quantity\":2 \"quantity\":true",
                "\"items\":[{ \"items\":[null,{",
            })
    void a_fact_that_cannot_be_is_refused(String replacement) {
        String[] parts = replacement.split(" ", 2);

        assertThat(refusal(codec, altered(parts[0], parts[1])).reason()).isEqualTo(Reason.INVALID_FACTS);
    }

    @Test
    void a_status_nobody_knows_is_refused() {
        String moved = text(Frozen.entry("io.tableorder.order.status-changed.v1.json"));

        byte[] unknown = FrozenEventsTest.sealed(moved.replace("\"PREPARING\"", "\"BURNT\""));
        byte[] numbered = FrozenEventsTest.sealed(moved.replace("\"PREPARING\"", "1"));

        assertThat(refusal(codec, unknown).reason()).isEqualTo(Reason.INVALID_FACTS);
        assertThat(refusal(codec, numbered).reason()).isEqualTo(Reason.INVALID_FACTS);
    }

    @Test
    void the_facts_stand_after_the_type_and_version_that_say_what_they_are() {
        String value = text(PLACED);
        String data = value.substring(value.indexOf(",\"data\":") + 1, value.lastIndexOf(",\"hash\":"));
        String early = "{" + data + "," + value.substring(1).replace("," + data, "");

        UnreadableEventException refusal = refusal(codec, FrozenEventsTest.sealed(early));

        assertThat(refusal.reason()).isEqualTo(Reason.INVALID_FACTS);
        assertThat(refusal).hasMessageContaining("type, before data");
    }

    @Test
    void a_version_among_the_facts_does_not_count() {
        byte[] value = altered("\"data\":{", "\"data\":{\"version\":9,");

        assertThat(codec.decode(value, POSITION).event())
                .isInstanceOfSatisfying(
                        OrderEvent.class, event -> assertThat(event.version()).isEqualTo(1));
    }

    @Test
    void no_byte_can_be_altered_unseen() {
        byte[] original = PLACED.record().value();
        for (int i = 0; i < original.length; i++) {
            byte[] altered = original.clone();
            altered[i] ^= 1;
            refusal(codec, altered);
        }
    }

    @Test
    void an_altered_fact_breaks_the_hash() {
        byte[] cheaper = text(PLACED)
                .replace("\"total_amount\":45000", "\"total_amount\":15000")
                .getBytes(UTF_8);

        assertThat(refusal(codec, cheaper).reason()).isEqualTo(Reason.HASH_MISMATCH);
    }

    @Test
    void white_space_and_another_order_of_members_break_the_hash() {
        assertThat(refusal(
                                codec,
                                text(PLACED)
                                        .replace(",\"data\":", ", \"data\":")
                                        .getBytes(UTF_8))
                        .reason())
                .isEqualTo(Reason.HASH_MISMATCH);
        assertThat(refusal(codec, text(PLACED).replaceFirst("\\}$", ",\"z\":1}").getBytes(UTF_8))
                        .reason())
                .isEqualTo(Reason.HASH_MISMATCH);
    }

    @Test
    void a_record_under_another_stores_key_is_refused() {
        byte[] value = PLACED.record().value();

        assertThat(refusal(codec, "hanok-hongdae".getBytes(UTF_8), value).reason())
                .isEqualTo(Reason.WRONG_KEY);
        assertThat(refusal(codec, null, value).reason()).isEqualTo(Reason.WRONG_KEY);
        assertThat(codec.decode(record("hanok-gangnam".getBytes(UTF_8), value)).position())
                .isEqualTo(POSITION);
    }

    @Test
    void a_record_is_keyed_timed_and_described_for_readers_that_do_not_parse_it() {
        ProducerRecord<byte[], byte[]> record =
                codec.encode(FrozenEventsTest.draftOf(PLACED.event())).toRecord(7);

        assertThat(record.topic()).isEqualTo("order-events");
        assertThat(record.partition()).isEqualTo(7);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("hanok-gangnam");
        assertThat(record.timestamp()).isEqualTo(PLACED.event().time().toEpochMilli());
        assertThat(StreamSupport.stream(record.headers().spliterator(), false)
                        .map(header -> header.key() + ": " + new String(header.value(), UTF_8))
                        .collect(Collectors.toList()))
                .containsExactlyInAnyOrder(
                        "ce_specversion: 1.0",
                        "content-type: application/json",
                        "ce_id: " + PLACED.event().eventId(),
                        "ce_source: /stores/hanok-gangnam",
                        "ce_type: io.tableorder.order.placed.v1",
                        "ce_subject: " + PLACED.event().subject(),
                        "ce_time: 2026-11-20T09:15:00.123456Z",
                        "request-id: " + PLACED.event().stamp().requestId());
    }

    private static byte[] altered(String original, String replacement) {
        assertThat(text(PLACED)).contains(original);
        return FrozenEventsTest.sealed(text(PLACED).replace(original, replacement));
    }

    private static String text(StoreLog.Entry entry) {
        return new String(entry.record().value(), UTF_8);
    }

    private static int indexIn(byte[] value, String text) {
        byte[] sought = text.getBytes(UTF_8);
        return IntStream.range(0, value.length - sought.length)
                .filter(i -> Arrays.equals(value, i, i + sought.length, sought, 0, sought.length))
                .findFirst()
                .orElseThrow();
    }

    private static DraftEvent renamed(String name) {
        return draft(new Renamed(name));
    }

    private static DraftEvent draft(StoreEvent event) {
        return new DraftEvent(
                "event", Sample.STORE, 1, Sample.EVENING, Sample.command("command"), event, Head.GENESIS_HASH);
    }

    private EncodedEvent encoded(DraftEvent draft) {
        return codec.encode(draft);
    }

    private static UnreadableEventException refusal(EventCodec codec, byte @Nullable [] value) {
        return refusal(codec, Sample.STORE.getBytes(UTF_8), value);
    }

    private static UnreadableEventException refusal(EventCodec codec, byte @Nullable [] key, byte @Nullable [] value) {
        return assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.decode(record(key, value)))
                .actual();
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(Topics.ORDER_EVENTS, POSITION.partition(), POSITION.offset(), key, value);
    }
}
