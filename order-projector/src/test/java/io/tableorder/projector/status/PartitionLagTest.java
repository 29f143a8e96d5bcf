package io.tableorder.projector.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionLagTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final PartitionLag lag = new PartitionLag();

    private static Instant second(long seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void what_is_at_the_end_of_the_log_is_not_late() {
        lag.sample(second(0), 10, 10);

        assertThat(lag.late(second(0), 10, 10, null)).contains(Duration.ZERO);
    }

    @Test
    void it_is_late_by_the_time_since_the_log_last_ended_where_it_stands() {
        lag.sample(second(0), 10, 10);
        lag.sample(second(1), 10, 10);
        lag.sample(second(2), 10, 15);
        lag.sample(second(3), 10, 20);
        assertThat(lag.late(second(4), 10, 20, null)).contains(Duration.ofSeconds(3));

        assertThat(lag.late(second(4), 15, 20, null)).contains(Duration.ofSeconds(2));
        assertThat(lag.late(second(4), 20, 20, null)).contains(Duration.ZERO);
    }

    @Test
    void an_event_after_hours_of_silence_makes_nobody_hours_late() {
        lag.sample(second(0), 10, 10);
        lag.sample(second(7_200), 10, 10);

        lag.sample(second(7_201), 10, 11);

        assertThat(lag.late(second(7_201), 10, 11, second(0))).contains(Duration.ofSeconds(1));
    }

    @Test
    void of_a_lag_that_was_there_before_it_says_the_most_that_it_can_be() {
        lag.sample(second(100), 10, 50);

        assertThat(lag.late(second(100), 10, 50, second(40))).contains(Duration.ofSeconds(60));
        assertThat(lag.late(second(100), 0, 50, null)).isEmpty();
    }

    @Test
    void a_lag_of_many_hours_is_remembered_in_little_memory() {
        lag.sample(second(0), 10, 10);
        IntStream.rangeClosed(1, 40_000).forEach(i -> lag.sample(second(i), 10, 10 + i));

        assertThat(lag.late(second(40_000), 10, 40_010, null)).contains(Duration.ofSeconds(40_000));
        assertThat(lag.late(second(40_000), 39_000, 40_010, null).orElseThrow())
                .isBetween(Duration.ofSeconds(1_010), Duration.ofSeconds(1_100));
    }
}
