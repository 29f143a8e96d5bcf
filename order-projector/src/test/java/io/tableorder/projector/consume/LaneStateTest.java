package io.tableorder.projector.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LaneStateTest {

    @ParameterizedTest
    @CsvSource({
        "LOCATING, SEEKING",
        "SEEKING, FOLLOWING",
        "FOLLOWING, LOCATING",
        "FOLLOWING, OUT_OF_RANGE",
        "OUT_OF_RANGE, LOCATING"
    })
    void a_lane_is_located_sought_and_followed_and_located_again_after_trouble(LaneState before, LaneState after) {
        assertThat(before.mayBecome(after)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SEEKING")
    void nothing_is_followed_but_from_a_place_that_was_sought(LaneState before) {
        assertThat(before.mayBecome(LaneState.FOLLOWING)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    void a_partition_can_be_let_go_at_any_time(LaneState before) {
        assertThat(before.mayBecome(LaneState.CLOSED)).isTrue();
    }

    @Test
    void a_closed_lane_stays_closed() {
        assertThat(Arrays.stream(LaneState.values())).noneMatch(LaneState.CLOSED::mayBecome);
    }
}
