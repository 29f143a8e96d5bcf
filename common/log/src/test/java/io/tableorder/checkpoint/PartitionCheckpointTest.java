package io.tableorder.checkpoint;

import static io.tableorder.checkpoint.CheckpointTopic.deletedKeysOf;
import static io.tableorder.checkpoint.CheckpointTopic.keysOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.OrderLine;
import io.tableorder.event.Position;
import io.tableorder.fixture.Sample;
import io.tableorder.store.StoreState;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionCheckpointTest {

    private final CheckpointTopic topic = CheckpointTopic.empty();

    @Test
    void what_has_not_changed_is_not_written_again() {
        TestStore gangnam = TestStore.named("gangnam").orders(1);
        TestStore hongdae = TestStore.named("hongdae").orders(1);
        topic.write(gangnam.state(), hongdae.state());

        CheckpointUpdate update = topic.write(gangnam.orders(1).state(), hongdae.state());

        assertThat(keysOf(update))
                .containsExactlyInAnyOrder("#marker", "gangnam", "gangnam#floor.0", "gangnam#receipts-101.0");
        assertThat(topic.loaded().states()).containsValues(gangnam.state(), hongdae.state());
    }

    @Test
    void a_store_that_is_not_named_again_keeps_its_checkpoint() {
        TestStore gangnam = TestStore.named("gangnam");
        TestStore hongdae = TestStore.named("hongdae").orders(2);
        topic.write(gangnam.state(), hongdae.state());

        topic.write(gangnam.orders(5).state());

        assertThat(topic.loaded().states()).containsValues(gangnam.state(), hongdae.state());
    }

    @Test
    void a_menu_that_changes_is_written_without_the_floor() {
        TestStore store = TestStore.named("gangnam").orders(1);
        topic.write(store.state());

        CheckpointUpdate update = topic.write(
                store.happens(new MenuAvailabilityChanged("bulgogi", false)).state());

        assertThat(keysOf(update))
                .containsExactlyInAnyOrder("#marker", "gangnam", "gangnam#catalogue.0", "gangnam#receipts-101.0");
    }

    @Test
    void receipts_once_written_in_a_full_section_are_not_written_again() {
        TestStore store = TestStore.named("gangnam");
        store.orders(
                StoreEncoder.RECEIPTS_PER_SECTION - (int) store.state().head().sequence());
        topic.write(store.state());

        CheckpointUpdate update = topic.write(store.orders(1).state());

        assertThat(keysOf(update)).contains("gangnam#receipts-301.0").doesNotContain("gangnam#receipts-101.0");
        assertThat(topic.loaded().states()).containsValue(store.state());
    }

    @Test
    void receipts_that_are_over_leave_with_their_section() {
        TestStore store = TestStore.named("gangnam").orders(300);
        topic.write(store.state());

        CheckpointUpdate update = topic.write(
                store.at(Sample.EVENING.plus(Duration.ofDays(2))).orders(1).state());

        assertThat(deletedKeysOf(update)).containsExactlyInAnyOrder("gangnam#receipts-101.0", "gangnam#receipts-301.0");
        assertThat(topic.loaded().states()).containsValue(store.state());
    }

    @Test
    void no_record_is_too_large_for_the_broker_however_much_a_store_holds() {
        TestStore store = TestStore.named("gangnam");
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            store.orders(incompressibleLines(random));
        }

        CheckpointUpdate update = topic.write(store.state());

        assertThat(update.records()).allMatch(record -> record.value().length < 512 * 1024);
        assertThat(topic.values).containsKeys("gangnam#floor.0", "gangnam#floor.1", "gangnam#receipts-101.0");
        assertThat(topic.loaded().states()).containsValue(store.state());

        assertThat(deletedKeysOf(topic.write(store.leave().state())))
                .contains("gangnam#floor.1")
                .doesNotContain("gangnam#floor.0");
        assertThat(topic.loaded().states()).containsValue(store.state());
    }

    @Test
    void receipts_take_the_same_however_much_was_ordered() {
        TestStore plain = TestStore.named("gangnam").orders(60);
        TestStore talkative = TestStore.named("hongdae");
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            talkative.orders(incompressibleLines(random));
        }

        topic.write(plain.state(), talkative.state());

        assertThat(topic.values.get("hongdae#receipts-101.0").length)
                .isCloseTo(topic.values.get("gangnam#receipts-101.0").length, withinPercentage(2))
                .isLessThan(65 * 64);
    }

    @Test
    void a_store_without_events_has_no_checkpoint() {
        CheckpointUpdate update = topic.write(
                PartitionCheckpoint.none(CheckpointTopic.PARTITION),
                List.of(
                        StoreState.unopened("nowhere"),
                        TestStore.named("gangnam").state()));

        assertThat(keysOf(update)).doesNotContain("nowhere");
        assertThat(topic.loaded().states()).containsOnlyKeys("gangnam");
    }

    @Test
    void what_is_not_trusted_is_written_anew_or_deleted() {
        TestStore store = TestStore.named("gangnam").orders(300);
        topic.write(store.state());
        StoreState other = TestStore.named("gangnam").orders(1).state();

        CheckpointUpdate update = topic.write(topic.loaded().checkpoint().distrusted(), List.of(other));

        assertThat(keysOf(update)).contains("gangnam#catalogue.0");
        assertThat(deletedKeysOf(update)).containsExactly("gangnam#receipts-301.0");
        assertThat(topic.loaded().states()).containsValue(other);
    }

    @Test
    void a_state_must_lie_before_the_position_to_go_on_from() {
        StoreState state = TestStore.named("gangnam").state();
        PartitionCheckpoint none = PartitionCheckpoint.none(CheckpointTopic.PARTITION);

        assertThatThrownBy(() -> none.next(List.of(state), state.head().position()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gangnam")
                .hasMessageContaining("before 7-105");
        assertThatThrownBy(() -> none.next(List.of(state), new Position(8, 1_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OrderLine[] incompressibleLines(Random random) {
        return IntStream.rangeClosed(1, 50)
                .mapToObj(i -> new OrderLine(String.valueOf(i), "bulgogi", "불고기 정식", 15_000, 1, note(random)))
                .toArray(OrderLine[]::new);
    }

    /** As long as a note may be. */
    private static String note(Random random) {
        return random.ints(200, '가', '힣')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
