package io.tableorder.operability.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopWatchTest {

    /** So long that the watch does not look by itself: the test looks for it. */
    private static final Duration LONG = Duration.ofDays(1);

    private final AtomicInteger woken = new AtomicInteger();
    private final AtomicInteger exits = new AtomicInteger();

    private LoopWatch watch(Duration longestStandstill) {
        return new LoopWatch("loop", longestStandstill, woken::incrementAndGet, exits::incrementAndGet);
    }

    @Test
    void a_loop_that_stands_still_is_woken_and_the_process_ends_if_that_does_not_help() {
        try (LoopWatch _ = watch(Duration.ofMillis(40))) {
            await().until(() -> exits.get() > 0);
            assertThat(woken).hasValue(1);
        }
    }

    @Test
    void a_loop_that_waking_has_helped_goes_on_and_is_woken_again_when_it_stands_still_again() {
        try (LoopWatch watch = watch(Duration.ofMillis(400))) {
            await().until(() -> woken.get() == 1);
            watch.progress();
            await().until(() -> woken.get() == 2);
            watch.progress();
            assertThat(exits).hasValue(0);
        }
    }

    @Test
    void a_standstill_is_as_many_looks_without_progress_however_much_time_passes_between_them() {
        try (LoopWatch watch = watch(LONG)) {
            look(watch, LoopWatch.LOOKS_A_STANDSTILL - 1);
            assertThat(woken).hasValue(0);
            look(watch, 1);
            assertThat(woken).hasValue(1);
            look(watch, LoopWatch.LOOKS_UNTIL_EXIT - LoopWatch.LOOKS_A_STANDSTILL - 1);
            assertThat(exits).hasValue(0);
            look(watch, 1);
            assertThat(exits).hasValue(1);
        }
    }

    @Test
    void a_loop_that_goes_on_before_the_last_look_is_left_alone() {
        try (LoopWatch watch = watch(LONG)) {
            look(watch, LoopWatch.LOOKS_UNTIL_EXIT - 1);
            watch.progress();
            look(watch, LoopWatch.LOOKS_A_STANDSTILL - 1);
            assertThat(woken).hasValue(1);
            assertThat(exits).hasValue(0);
        }
    }

    private static void look(LoopWatch watch, int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }
}
