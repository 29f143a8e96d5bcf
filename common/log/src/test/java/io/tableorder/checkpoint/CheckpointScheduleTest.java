package io.tableorder.checkpoint;

import static io.tableorder.fixture.Sample.EVENING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointScheduleTest {

    private static final CheckpointSchedule FRESH = CheckpointSchedule.from(EVENING);

    @Test
    void without_events_none_is_ever_due() {
        assertThat(FRESH.isDue(EVENING.plus(Duration.ofDays(365)))).isFalse();
    }

    @Test
    void after_enough_events_one_is_due_at_once() {
        assertThat(FRESH.plus(9_999).isDue(EVENING)).isFalse();
        assertThat(FRESH.plus(9_999).plus(1).isDue(EVENING)).isTrue();
    }

    @Test
    void with_any_event_one_is_due_a_minute_after_the_last() {
        assertThat(FRESH.plus(1).isDue(EVENING.plusSeconds(59))).isFalse();
        assertThat(FRESH.plus(1).isDue(EVENING.plusSeconds(60))).isTrue();
    }
}
