package io.tableorder.projector.status;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.projector.consume.LaneState;
import io.tableorder.projector.consume.ProjectionLoop.PartitionStatus;
import io.tableorder.projector.status.LagWatch.Lag;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProjectionCheckTest {
    private static final PartitionStatus GOING_ON =
            new PartitionStatus(3, LaneState.FOLLOWING, OptionalLong.of(10), OptionalLong.empty(), null, null);

    private static ProjectionCheck check(PartitionStatus status, Lag lag) {
        return new ProjectionCheck(() -> List.of(status), () -> List.of(lag), Duration.ofSeconds(60));
    }

    private static Lag lag(int partition, Long end, Duration late) {
        return new Lag(partition, 10, end, late, null, null);
    }

    @Test
    void a_projector_is_ready_up_to_the_limit() {
        assertThatCode(() ->
                        check(GOING_ON, lag(3, 50L, Duration.ofSeconds(60))).check())
                .doesNotThrowAnyException();
        assertThatCode(() -> check(GOING_ON, lag(3, null, null)).check()).doesNotThrowAnyException();
    }

    @Test
    void it_is_not_ready_above_it() {
        assertThatThrownBy(() ->
                        check(GOING_ON, lag(3, 50L, Duration.ofSeconds(61))).check())
                .hasMessage("partition 3 is 61 s and 40 events late, at most 60 s is allowed");
    }

    @Test
    void another_instances_partition_is_not_its_fault() {
        assertThatCode(() ->
                        check(GOING_ON, lag(4, 50L, Duration.ofSeconds(61))).check())
                .doesNotThrowAnyException();
    }

    @Test
    void it_is_not_ready_before_a_backlogs_first_event() {
        assertThatThrownBy(() -> check(GOING_ON, lag(3, 50L, null)).check())
                .hasMessage("partition 3 has applied none of its 40 events yet");
    }

    @Test
    void it_is_not_ready_while_a_partition_stands_still() {
        PartitionStatus lost = new PartitionStatus(
                3,
                LaneState.FOLLOWING,
                OptionalLong.of(10),
                OptionalLong.empty(),
                null,
                "the log does not hold offset 9000");

        assertThatThrownBy(() -> check(lost, lag(3, 10L, Duration.ZERO)).check())
                .hasMessage("partition 3 stands still: the log does not hold offset 9000");
    }
}
