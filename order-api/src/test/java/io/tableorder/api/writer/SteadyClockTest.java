package io.tableorder.api.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final MovableClock machine = new MovableClock();
    private final AtomicLong nanos = new AtomicLong(42);
    private final SteadyClock clock = new SteadyClock(machine, nanos::get);

    /** Both clocks go on. */
    private void passes(Duration time) {
        machine.moveOn(time);
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void it_is_the_machines_clock_while_that_goes_as_time_does() {
        passes(Duration.ofHours(5));
        assertThat(clock.instant()).isEqualTo(machine.instant());

        machine.moveOn(Duration.ofMillis(1_500));
        assertThat(clock.instant()).as("a time service corrects it").isEqualTo(machine.instant());
    }

    @Test
    void a_jump_and_back_leaves_no_trace() {
        Instant start = clock.instant();
        machine.moveOn(HOUR);
        assertThat(clock.instant()).isEqualTo(start);
        passes(Duration.ofSeconds(50));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(50));

        machine.moveOn(HOUR.negated());

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(50)).isEqualTo(machine.instant());
    }

    @Test
    void a_time_that_holds_is_taken_over() {
        machine.moveOn(HOUR);
        assertThat(clock.instant()).isNotEqualTo(machine.instant());

        passes(SteadyClock.HELD_FOR);

        assertThat(clock.instant()).isEqualTo(machine.instant());
        passes(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(machine.instant());
    }

    @Test
    void a_clock_that_goes_on_jumping_is_not_followed() {
        Instant start = clock.instant();
        for (int jump = 0; jump < 10; jump++) {
            machine.moveOn(HOUR);
            passes(Duration.ofSeconds(30));
            assertThat(clock.instant()).isEqualTo(start.plusSeconds(30L * (jump + 1)));
        }
    }
}
