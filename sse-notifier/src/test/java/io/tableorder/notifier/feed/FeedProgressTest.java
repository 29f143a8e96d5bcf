package io.tableorder.notifier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedProgressTest {

    private final FeedProgress progress = new FeedProgress();

    @Test
    void says_how_many_partitions_are_restored_and_then_how_many_records_are_to_go() {
        assertThat(progress.obstacle()).contains("not connected to Kafka yet");
        for (int partition = 0; partition < 3; partition++) {
            progress.restoring(partition);
        }
        progress.reads(start(0, 10, 10));
        assertThat(progress.obstacle()).contains("restoring boards, 1 of 3 partitions restored");
        progress.reads(start(1, 5, 1_005));
        progress.reads(start(2, 0, 500));
        assertThat(progress.obstacle()).contains("catching up, 1,500 records to go");

        progress.reached(1, 1_005);
        progress.reached(2, 499);
        assertThat(progress.isCaughtUp()).isFalse();
        progress.reached(2, 501);

        assertThat(progress.isCaughtUp()).isTrue();
        assertThat(progress.obstacle()).isEmpty();
    }

    @Test
    void a_partition_that_cannot_be_restored_holds_up_no_other() {
        progress.restoring(0);
        progress.restoring(1);
        progress.reads(start(0, 10, 10));
        progress.cannotRestore(1, "no leader");

        assertThat(progress.isCaughtUp()).isTrue();
        assertThat(progress.away()).isEqualTo(1);
        assertThat(progress.positions()).containsOnlyKeys(0);

        progress.reads(start(1, 0, 99));
        assertThat(progress.obstacle())
                .as("what comes later is caught up while boards are shown")
                .isEmpty();
        assertThat(progress.away()).isZero();
    }

    @Test
    void an_instance_that_can_read_no_partition_is_not_ready_and_says_why() {
        progress.restoring(0);
        progress.cannotRestore(0, "no leader");

        assertThat(progress.obstacle()).contains("Kafka: no leader");
    }

    @Test
    void a_log_that_does_not_exist_any_more_is_an_obstacle_until_it_is_back() {
        progress.restoring(0);
        progress.reads(start(0, 0, 0));

        assertThat(progress.logIsGone()).as("news").isTrue();
        assertThat(progress.logIsGone()).as("news").isFalse();
        assertThat(progress.obstacle()).contains("order-events does not exist any more");
        progress.logIsThere();
        assertThat(progress.obstacle()).isEmpty();
    }

    @Test
    void knows_what_is_still_to_be_read() {
        progress.restoring(0);
        progress.reads(start(0, 10, 10));

        assertThat(progress.hasRead(new Position(0, 9))).isTrue();
        assertThat(progress.hasRead(new Position(0, 10))).isFalse();
        assertThat(progress.hasRead(new Position(99, 10)))
                .as("nothing is to come there")
                .isTrue();
    }

    private static PartitionStart start(int partition, long offset, long end) {
        return new PartitionStart(partition, List.of(), offset, end);
    }
}
