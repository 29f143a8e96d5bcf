package io.tableorder.notifier.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectRateTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = Long.MAX_VALUE - SECOND;
    private final ConnectRate rate = new ConnectRate(10, Duration.ofSeconds(1), now);

    private int takenOf(int requests) {
        int taken = 0;
        for (int request = 0; request < requests; request++) {
            taken += rate.take(now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void as_many_as_it_holds_may_happen_at_once() {
        assertThat(takenOf(20)).isEqualTo(10);
    }

    @Test
    void what_was_taken_comes_back_with_time_but_never_more_than_it_holds() {
        takenOf(10);
        now += SECOND / 2;
        assertThat(takenOf(20)).isEqualTo(5);
        // Past the largest value, where the clock's numbers go on from the smallest.
        now += 60 * SECOND;
        assertThat(takenOf(20)).isEqualTo(10);
    }

    @Test
    void a_request_that_was_held_up_takes_back_nothing_of_what_time_gave() {
        takenOf(10);
        long before = now;
        now += SECOND;
        assertThat(takenOf(1)).isEqualTo(1);
        for (int heldUp = 0; heldUp < 4; heldUp++) {
            assertThat(rate.take(before)).isTrue();
        }
        assertThat(takenOf(20)).isEqualTo(5);
    }
}
