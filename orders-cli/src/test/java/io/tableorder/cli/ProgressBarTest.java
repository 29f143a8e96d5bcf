package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter written = new StringWriter();
    private long nanos;

    private ProgressBar bar(boolean terminal) {
        return new ProgressBar(new PrintWriter(written), terminal, "Reading", "events", () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void it_says_how_much_is_done_how_fast_and_how_long_it_will_take() {
        ProgressBar bar = bar(false);
        pass(Duration.ofSeconds(10));
        bar.at(1_000_000, 5_000_000);

        assertThat(written)
                .hasToString("Reading [######........................]  20 %  1,000,000 of 5,000,000 events"
                        + "  100,000/s  0:40 left" + System.lineSeparator());
    }

    @Test
    void a_terminal_is_redrawn_five_times_a_second_at_most() {
        ProgressBar bar = bar(true);
        for (int i = 1; i <= 100; i++) {
            pass(Duration.ofMillis(10));
            bar.at(i, 100);
        }

        assertThat(written.toString().chars().filter(character -> character == '\r'))
                .hasSize(5);
    }

    @Test
    void the_end_says_what_it_took() {
        ProgressBar bar = bar(true);
        pass(Duration.ofSeconds(3_700));
        bar.end(370, 370);

        assertThat(written.toString()).contains("100 %").contains("in 1:01:40").endsWith(System.lineSeparator());
    }

    @Test
    void nothing_to_do_is_done() {
        bar(true).end(0, 0);

        assertThat(written.toString()).contains("100 %").contains("0 of 0 events");
    }
}
