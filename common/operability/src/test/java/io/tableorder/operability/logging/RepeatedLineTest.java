package io.tableorder.operability.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatedLineTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final RepeatedLine line = new RepeatedLine(nanos::get);
    /** Of each line that was written, for how many others it speaks. */
    private final List<Long> written = new ArrayList<>();

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void isDue() {
        line.write(written::add);
    }

    @Test
    void the_first_is_written_at_once() {
        isDue();

        assertThat(written).containsExactly(0L);
    }

    @Test
    void two_a_second_are_a_line_every_ten_seconds_that_speaks_for_the_others() {
        for (int second = 0; second < 60; second++) {
            isDue();
            isDue();
            passes(Duration.ofSeconds(1));
        }

        assertThat(written).containsExactly(0L, 19L, 19L, 19L, 19L, 19L);
    }

    @Test
    void one_that_comes_back_after_a_while_is_news_again() {
        isDue();
        passes(RepeatedLine.BETWEEN_LINES);
        isDue();

        assertThat(written).containsExactly(0L, 0L);
    }
}
