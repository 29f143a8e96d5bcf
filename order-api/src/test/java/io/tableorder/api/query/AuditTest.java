package io.tableorder.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.event.TableEvent;
import io.tableorder.hold.PartitionEnd;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.HashChainLink;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AuditTest extends QueriesOfOneStore {

    private String admin;

    @BeforeEach
    void addTables() {
        admin = api.token(Role.STORE_ADMIN, "hanok", storeId, null);
        IntStream.rangeClosed(1, 9).forEach(number -> {
            store.pass(Duration.ofMinutes(1));
            store.addTable(number);
        });
    }

    /** Tests here take rows away and move ends, which other stores of a partition would be audited against. */
    @AfterEach
    void forget_ends() {
        var _ = api.writer().jdbc().update("DELETE FROM orders_g1.projection_position");
    }

    @Test
    void an_untouched_journal_is_intact() {
        JsonNode report = verify("");

        assertThat(report.path("intact").asBoolean(false)).isTrue();
        assertThat(report.path("events").asLong()).isEqualTo(10);
        assertThat(report.path("not_applied").asLong(-1)).isZero();
        assertThat(report.path("last_position").asString())
                .isEqualTo(store.position().toString());
        assertThat(report.path("compared_with_log").asBoolean(false)).isTrue();
        assertThat(report.has("broken")).isFalse();
    }

    @Test
    void a_span_of_time_is_checked_against_what_comes_before_it() {
        Instant from = store.now().minus(Duration.ofMinutes(3));

        assertThat(verify("?from=" + from).path("events").asLong()).isEqualTo(4);
        assertThat(verify("?from=" + from + "&to=" + from).path("events").asLong())
                .isEqualTo(1);
        assertThat(verify("?to=2020-01-01T00:00:00Z").path("intact").asBoolean(false))
                .isTrue();
        execute("UPDATE orders_g1.journal SET value = (SELECT value FROM orders_g1.journal"
                + " WHERE store_id = ? AND sequence = 2) WHERE store_id = ? AND sequence = 6");
        assertThat(verify("?from=" + from).at("/broken/fault").asString()).isEqualTo("UNLINKED");
    }

    @Test
    void an_altered_event_is_named() {
        execute("UPDATE orders_g1.journal SET value = convert_to(replace(convert_from(value, 'UTF8'),"
                + " '\"table_number\":4', '\"table_number\":5'), 'UTF8') WHERE store_id = ? AND store_id = ?");

        JsonNode report = verify("");

        assertThat(report.path("intact").asBoolean(true)).isFalse();
        assertThat(report.at("/broken/fault").asString()).isEqualTo("ALTERED");
        assertThat(report.at("/broken/sequence").asLong()).isEqualTo(5);
        assertThat(report.path("events").asLong()).isEqualTo(4);
    }

    @Test
    void an_event_taken_out_is_missed_in_the_middle_and_at_the_end() {
        execute("DELETE FROM orders_g1.journal WHERE store_id = ? AND store_id = ? AND sequence = 10");
        assertThat(verify("").at("/broken/fault").asString()).isEqualTo("MISSING");
        assertThat(verify("").at("/broken/sequence").asLong()).isEqualTo(10);

        execute("DELETE FROM orders_g1.journal WHERE store_id = ? AND store_id = ? AND sequence = 3");
        assertThat(verify("").at("/broken/sequence").asLong()).isEqualTo(3);
    }

    @Test
    void two_events_that_changed_places_are_named() {
        execute("UPDATE orders_g1.journal SET sequence = -4 WHERE store_id = ? AND store_id = ? AND sequence = 4");
        execute("UPDATE orders_g1.journal SET sequence = 4 WHERE store_id = ? AND store_id = ? AND sequence = 5");
        execute("UPDATE orders_g1.journal SET sequence = 5 WHERE store_id = ? AND store_id = ? AND sequence = -4");

        JsonNode report = verify("");

        assertThat(report.at("/broken/fault").asString()).isEqualTo("REORDERED");
        assertThat(report.at("/broken/sequence").asLong()).isEqualTo(4);
        assertThat(report.at("/broken/expected").asString()).isEqualTo("sequence 4");
        assertThat(report.at("/broken/found").asString()).isEqualTo("sequence 5");
    }

    @Test
    void two_events_whose_positions_changed_places_are_named() {
        String swap =
                "UPDATE orders_g1.journal SET log_offset = %s WHERE store_id = ? AND store_id = ? AND sequence = %d";
        execute(swap.formatted("log_offset + 1000", 4));
        execute(swap.formatted("log_offset - 2", 5));
        execute(swap.formatted("log_offset - 998", 4));

        JsonNode report = verify("");

        assertThat(report.at("/broken/fault").asString()).isEqualTo("REORDERED");
        assertThat(report.at("/broken/sequence").asLong()).isEqualTo(5);
    }

    @Test
    void a_parked_or_skipped_event_is_a_link_like_any_other() {
        execute("""
                INSERT INTO orders_g1.parked_events (log_partition, log_offset, scope, store_id, reason, detail,
                    sequence, prev_hash, hash, record_time, headers, value)
                SELECT log_partition, log_offset, 'order', store_id, 'UNKNOWN_TYPE', '', sequence, prev_hash, hash,
                    event_time, '[]', value
                FROM orders_g1.journal WHERE store_id = ? AND store_id = ? AND sequence = 4""");
        execute("DELETE FROM orders_g1.journal WHERE store_id = ? AND store_id = ? AND sequence = 4");

        assertThat(verify("").path("intact").asBoolean(false)).isTrue();
        assertThat(verify("").path("events").asLong()).isEqualTo(10);
        assertThat(verify("").path("not_applied").asLong()).isOne();

        execute("""
                WITH skipped AS (DELETE FROM orders_g1.parked_events WHERE store_id = ? AND store_id = ? RETURNING *)
                INSERT INTO orders.skipped_events (log_partition, log_offset, scope, store_id, reason, detail,
                    sequence, prev_hash, hash, record_time, headers, value, parked_at,
                    skip_reason, skipped_by_role, skipped_by_id)
                SELECT log_partition, log_offset, scope, store_id, reason, detail,
                    sequence, prev_hash, hash, record_time, headers, value, parked_at, '확인함', 'operator', 'boss'
                FROM skipped""");
        assertThat(verify("").path("intact").asBoolean(false)).isTrue();
        assertThat(verify("").path("not_applied").asLong())
                .as("an order that the log has and the read models lack is told")
                .isOne();
    }

    @Test
    void a_hash_chain_whose_first_months_are_dropped_begins_at_its_start_and_must_link_to_it() {
        store.timeIs("2026-04-01T00:00:00Z");
        store.addTable(10);
        store.addTable(11);
        api.writer().drop(storeId, 10);

        JsonNode report = verify("");

        assertThat(report.path("intact").asBoolean(false)).as(report.toString()).isTrue();
        assertThat(report.path("events").asLong()).isEqualTo(2);
        assertThat(verify("?from=2026-03-02T03:02:00Z").path("events").asLong()).isEqualTo(2);
        assertThat(verify("?to=2026-03-02T03:02:00Z").path("events").asLong()).isZero();

        execute("UPDATE orders.journal_start SET hash = repeat('0', 64) WHERE store_id = ? AND store_id = ?");
        assertThat(verify("").at("/broken/fault").asString()).isEqualTo("UNLINKED");

        execute("DELETE FROM orders_g1.journal WHERE store_id = ? AND store_id = ? AND sequence = 11");
        assertThat(verify("").at("/broken/fault").asString()).isEqualTo("MISSING");
        assertThat(verify("").at("/broken/sequence").asLong()).isEqualTo(11);
    }

    @Test
    void an_event_that_was_swallowed_at_the_very_end_of_the_log_is_missed() {
        ProducerRecord<byte[], byte[]> swallowed = store.swallow(new TableEvent.Added("swallowed", 20));
        readUpTo(0, 500);
        HashChainAudit audit =
                audit(new ConsumerRecord<>(Topics.ORDER_EVENTS, 0, 499, swallowed.key(), swallowed.value()), swallowed);

        AuditReport report = audit.verify(storeId, null, null);

        assertThat(report.intact()).isFalse();
        assertThat(report.broken())
                .isEqualTo(new AuditReport.Break(11, "0-499", AuditReport.Fault.MISSING, null, null));
        assertThat(report.events()).isEqualTo(10);
    }

    @Test
    void what_else_stands_at_the_very_end_is_not_missed() {
        byte[] latest = api.writer()
                .jdbc()
                .queryForObject(
                        "SELECT value FROM orders_g1.journal WHERE store_id = ? AND sequence = 10",
                        byte[].class,
                        storeId);
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(Topics.ORDER_EVENTS, storeId.getBytes(UTF_8), latest);
        readUpTo(0, 500);
        HashChainAudit audit = audit(new ConsumerRecord<>(Topics.ORDER_EVENTS, 0, 499, copy.key(), copy.value()), copy);

        assertThat(audit.verify(storeId, null, null).intact()).isTrue();
    }

    @Test
    void a_doubtful_end_that_the_log_does_not_tell_of_is_not_called_intact() {
        readUpTo(Topics.partitionOf(storeId, 12), 5_000);

        api.get(admin, "/admin/audit/verify").expect(503);
    }

    private void readUpTo(int partition, long offset) {
        api.writer().jdbc().update("""
                INSERT INTO orders_g1.projection_position VALUES (?, ?, now(), now())
                ON CONFLICT (log_partition) DO UPDATE SET next_offset = EXCLUDED.next_offset""", partition, offset);
    }

    /** Audits against a log of one partition that ends with this record. */
    private HashChainAudit audit(ConsumerRecord<byte[], byte[]> last, ProducerRecord<byte[], byte[]> of) {
        of.headers().forEach(last.headers()::add);
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(Topics.ORDER_EVENTS, 0), 0L));
            consumer.addRecord(last);
        });
        JdbcClient jdbc = api.part(JdbcClient.class);
        KafkaSettings onePartition = new KafkaSettings(List.of("nowhere"), 1, (short) 1, Map.of());
        return new HashChainAudit(
                api.part(ReadModels.class),
                api.part(JournalStarts.class),
                new LogEnd(jdbc, onePartition),
                jdbc,
                () -> new WithEnd(api.log().look(), consumer));
    }

    /** The journal's events, and behind them what a consumer finds. */
    private record WithEnd(EventLog.Looking journal, Consumer<byte[], byte[]> consumer) implements EventLog.Looking {
        @Override
        public EventLog.Found at(Position position) {
            return journal.at(position);
        }

        @Override
        public List<PartitionEnd.Found> behind(PartitionEnd end) {
            return end.read(consumer, 1, Duration.ofSeconds(1));
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    /** As the database's owner would: the event says something else, and every hash from there on is right. */
    @Test
    void an_event_that_was_altered_and_sealed_again_with_all_behind_it_is_found_in_the_log() {
        api.log().keep();
        try {
            resealFrom(5, "\"table_number\":4", "\"table_number\":7");

            JsonNode report = verify("");

            assertThat(report.path("intact").asBoolean(true))
                    .as(report.toString())
                    .isFalse();
            assertThat(report.at("/broken/fault").asString()).isEqualTo("RESEALED");
            assertThat(report.at("/broken/sequence").asLong()).isEqualTo(5);
            assertThat(report.at("/broken/expected").asString())
                    .isNotEqualTo(report.at("/broken/found").asString());
        } finally {
            api.log().follow();
        }
    }

    @Test
    void an_event_that_the_log_does_not_have_is_no_event() {
        api.log().keep();
        try {
            store.pass(Duration.ofMinutes(1));
            store.addTable(10);

            assertThat(verify("").at("/broken/fault").asString()).isEqualTo("RESEALED");
            assertThat(verify("").at("/broken/sequence").asLong()).isEqualTo(11);
        } finally {
            api.log().follow();
        }
    }

    private void resealFrom(long sequence, String text, String other) {
        String former = "";
        String hash = "";
        for (long one = sequence; one <= 10; one++) {
            String value = new String(
                    api.writer()
                            .jdbc()
                            .queryForObject(
                                    "SELECT value FROM orders_g1.journal WHERE store_id = ? AND sequence = ?",
                                    byte[].class,
                                    storeId,
                                    one),
                    UTF_8);
            HashChainLink stated =
                    HashChainLink.read(value.getBytes(UTF_8), storeId).orElseThrow();
            String previous = former.isEmpty() ? stated.previousHash() : hash;
            String altered = value.replace(text, other).replace(stated.previousHash(), previous);
            former = stated.hash();
            hash = HashChain.hashOf(previous, altered.getBytes(UTF_8));
            byte[] sealed = altered.replace(former, hash).getBytes(UTF_8);
            assertThat(HashChainLink.read(sealed, storeId).orElseThrow().isSealOf(sealed))
                    .isTrue();
            api.writer()
                    .jdbc()
                    .update(
                            "UPDATE orders_g1.journal SET value = ?, prev_hash = ?, hash = ?"
                                    + " WHERE store_id = ? AND sequence = ?",
                            sealed,
                            previous,
                            hash,
                            storeId,
                            one);
        }
    }

    private JsonNode verify(String parameters) {
        return api.get(admin, "/admin/audit/verify" + parameters).expect(200).json();
    }

    private void execute(String sql) {
        assertThat(api.writer().jdbc().update(sql, storeId, storeId)).isPositive();
    }
}
