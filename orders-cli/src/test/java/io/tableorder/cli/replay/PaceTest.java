package io.tableorder.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant FIRST = Instant.parse("2026-03-02T09:00:00Z");

    private long nanos;

    @Test
    void events_follow_each_other_as_they_did() {
        Pace pace = new Pace(1, () -> nanos);

        assertThat(pace.until(FIRST)).isZero();
        assertThat(pace.until(FIRST.plusSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        nanos += Duration.ofSeconds(45).toNanos();
        assertThat(pace.until(FIRST.plusSeconds(60))).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void or_so_many_times_as_fast_or_as_slowly() {
        Pace minuteInASecond = new Pace(60, () -> nanos);
        minuteInASecond.until(FIRST);
        assertThat(minuteInASecond.until(FIRST.plusSeconds(120))).isEqualTo(Duration.ofSeconds(2));

        Pace halfAsFast = new Pace(0.5, () -> nanos);
        halfAsFast.until(FIRST);
        assertThat(halfAsFast.until(FIRST.plusSeconds(1))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void or_without_waiting() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY, () -> nanos);

        pace.until(FIRST);

        assertThat(pace.waits()).isFalse();
        assertThat(pace.until(FIRST.plus(Duration.ofDays(365)))).isZero();
    }
}
