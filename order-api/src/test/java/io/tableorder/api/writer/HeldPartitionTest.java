package io.tableorder.api.writer;

import static io.tableorder.api.writer.PartitionState.GIVEN_UP;
import static io.tableorder.api.writer.PartitionState.OPEN;
import static io.tableorder.api.writer.PartitionState.RESTORING;
import static io.tableorder.api.writer.PartitionState.STUCK;
import static io.tableorder.api.writer.PartitionState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeldPartitionTest {

    private final HeldPartition held = new HeldPartition(7);

    private void becomes(PartitionState... states) {
        for (PartitionState state : states) {
            held.transitionTo(state);
            assertThat(held.state()).isEqualTo(state);
        }
    }

    @Test
    void a_partition_is_restored_opens_closes_and_opens_again() {
        becomes(RESTORING, OPEN, WAITING, RESTORING, STUCK, STUCK, OPEN, GIVEN_UP);
    }

    @Test
    void a_state_that_does_not_follow_is_refused_and_nothing_changes() {
        becomes(RESTORING, OPEN);
        assertThatThrownBy(() -> held.transitionTo(RESTORING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Partition 7 is OPEN and cannot become RESTORING");
        assertThat(held.isOpen()).isTrue();
    }

    @Test
    void what_is_given_up_stays_so() {
        becomes(GIVEN_UP);
        for (PartitionState state : PartitionState.values()) {
            assertThatThrownBy(() -> held.transitionTo(state)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void who_waits_learns_when_it_opens_and_waits_anew_after_it_closed() {
        CompletableFuture<Void> first = held.settled();
        becomes(RESTORING, STUCK);
        assertThat(first).isNotDone();
        becomes(OPEN);
        assertThat(first).isDone();
        becomes(WAITING);
        assertThat(held.settled()).isNotDone();
        becomes(GIVEN_UP);
        assertThat(held.settled()).isDone();
    }
}
