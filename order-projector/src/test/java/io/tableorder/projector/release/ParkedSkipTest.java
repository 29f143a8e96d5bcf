package io.tableorder.projector.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Actor;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.projector.Poison;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.project.SkipDecision;
import io.tableorder.projector.release.ReleaseOutcome.BehindParked;
import io.tableorder.projector.release.ReleaseOutcome.Released;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParkedSkipTest extends ReleaseFixture {
    private static final SkipDecision DECISION =
            new SkipDecision("주방과 확인함", new Actor(Role.CHAIN_ADMIN, "boss"), "request-1");

    @ParameterizedTest
    @EnumSource
    void poison_that_is_skipped_lets_its_order_go_on_behind_it(Poison poison) {
        poison.appendTo(store, "sound");
        store.appendUnfolded(completed("sound", poison == Poison.VERSION_GAP ? 4 : 3));
        store.append(Poison.placed("later", 2));
        applyAll();
        assertThat(retry(4).applied().events()).isEmpty();
        assertThat(parked()).containsExactly("4 order " + poison.reason(), "5 order BEHIND_PARKED");

        Released released = (Released) release.skip(new Position(0, 4), DECISION);

        if (poison == Poison.VERSION_GAP) {
            // Version 2 is nowhere, so nobody can say what the fourth follows.
            assertThat(parked()).containsExactly("5 order IMPOSSIBLE");
            return;
        }
        assertThat(released.applied().events()).hasSize(1);
        assertThat(parked()).isEmpty();
        assertThat(statuses()).containsExactly("later PENDING 1", "sound COMPLETED 3");
        assertThat(database.texts("""
                SELECT concat_ws('/', log_offset, skip_reason, skipped_by_role, skipped_by_id, skip_request_id)
                FROM orders.skipped_events""")).containsExactly("4/주방과 확인함/chain_admin/boss/request-1");
        assertThat(database.jdbc().queryForList("SELECT value FROM orders.skipped_events", byte[].class))
                .containsExactly(partition.records().get(4).value());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERSION_GAP")
    void what_comes_after_a_skip_is_applied_as_it_comes_and_by_a_generation_that_is_built_anew(Poison poison) {
        poison.appendTo(store, "sound");
        applyAll();
        release.skip(new Position(0, 4), DECISION);
        store.appendUnfolded(completed("sound", 3));
        store.append(Poison.placed("later", 2));
        applyAll();
        assertThat(parked()).isEmpty();
        List<String> before = statuses();

        // All of it but what was decided, as a new generation begins.
        projection = database.emptied().projection();
        applyAll();

        assertThat(parked()).isEmpty();
        assertThat(statuses()).isEqualTo(before);
    }

    @Test
    void an_event_that_waits_behind_another_cannot_be_skipped_before_it() {
        Poison.UNKNOWN_TYPE.appendTo(store, "sound");
        store.appendUnfolded(completed("sound", 3));
        applyAll();

        assertThat(release.skip(new Position(0, 5), DECISION)).isEqualTo(new BehindParked(new Position(0, 4)));

        assertThat(parked()).hasSize(2);
    }

    @Test
    void a_store_behind_a_gap_in_its_chain_goes_on_when_the_event_behind_the_gap_is_skipped() {
        store.follow(store.sequence() + 1, "f".repeat(64));
        store.appendUnfolded(Poison.prepared("sound", 2));
        store.appendUnfolded(completed("sound", 3));
        store.append(Poison.placed("later", 2));
        applyAll();
        assertThat(retry(4).applied().events()).isEmpty();
        assertThat(parked()).hasSize(3).first().isEqualTo("4 store SEQUENCE_GAP");

        release.skip(new Position(0, 4), DECISION);

        assertThat(parked()).isEmpty();
        assertThat(statuses()).containsExactly("later PENDING 1", "sound COMPLETED 3");
        store.append(Poison.placed("last", 3));
        applyAll();
        assertThat(statuses()).contains("last PENDING 1");
    }

    @Test
    void a_stranger_in_the_chain_is_skipped_and_the_chain_goes_on_without_it() {
        long sequence = store.sequence();
        String hash = store.hash();
        store.follow(sequence, "f".repeat(64));
        store.appendUnfolded(Poison.placed("forged", 9));
        store.follow(sequence, hash);
        store.append(Poison.prepared("sound", 2));
        applyAll();
        assertThat(parked()).hasSize(2).first().isEqualTo("4 store CHAIN_BROKEN");

        release.skip(new Position(0, 4), DECISION);

        assertThat(parked()).isEmpty();
        assertThat(statuses()).containsExactly("sound PREPARING 2");
    }

    @Test
    void a_skipped_catalogue_change_lets_the_store_go_on_though_it_is_a_link_of_its_chain() {
        store.appendUnfolded(new CatalogueEvent.MenuRemoved("never-added"));
        store.append(Poison.prepared("sound", 2));
        applyAll();

        release.skip(new Position(0, 4), DECISION);

        assertThat(parked()).isEmpty();
        assertThat(statuses()).containsExactly("sound PREPARING 2");
        assertThat(database.texts("SELECT sequence || ' ' || hash FROM orders_g1.store_heads"))
                .containsExactly(store.sequence() + " " + store.hash());
    }

    @Test
    void an_event_that_is_there_twice_is_no_second_thing_to_decide_about() {
        Poison.NULL_VALUE.appendTo(store, "sound");
        ConsumerRecord<byte[], byte[]> placed = partition.records().get(3);
        partition.append(new ProducerRecord<>(
                placed.topic(), 0, placed.timestamp(), placed.key(), placed.value(), placed.headers()));
        applyAll();
        assertThat(parked()).containsExactly("4 order NULL_VALUE");

        release.skip(new Position(0, 4), DECISION);

        assertThat(parked()).isEmpty();
        assertThat(statuses()).containsExactly("sound PENDING 1");
    }

    @Test
    void a_copy_that_waited_behind_a_parked_event_goes_with_its_release() {
        ConsumerRecord<byte[], byte[]> placed = partition.records().get(3);
        store.appendUnfolded(new CatalogueEvent.MenuRemoved("never-added"));
        partition.append(new ProducerRecord<>(
                placed.topic(), 0, placed.timestamp(), placed.key(), placed.value(), placed.headers()));
        store.append(Poison.prepared("sound", 2));
        applyAll();
        assertThat(parked()).hasSize(3);

        release.skip(new Position(0, 4), DECISION);

        assertThat(parked()).isEmpty();
        assertThat(statuses()).containsExactly("sound PREPARING 2");
    }

    @Test
    void a_record_that_says_nothing_of_itself_can_be_skipped() {
        partition.append(new ProducerRecord<>("order-events", 0, 0L, null, StoreLog.bytes("?")));
        applyAll();
        retry(4);
        assertThat(parked()).containsExactly("4 record INVALID_JSON");

        release.skip(new Position(0, 4), DECISION);

        assertThat(parked()).isEmpty();
        assertThat(database.texts("SELECT scope FROM orders.skipped_events")).containsExactly("record");
    }
}
