package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DayEndTest {

    @Test
    void a_day_like_the_one_before_has_not_grown() {
        DayEnd second = new DayEnd(2, Map.of("order-api heap MiB", 100.0, "order-api threads", 60.0));
        DayEnd third = new DayEnd(3, Map.of("order-api heap MiB", 115.0, "order-api threads", 63.0));

        assertThat(third.growthSince(second)).isEmpty();
    }

    @Test
    void what_has_grown_is_said_with_its_figures() {
        DayEnd second = new DayEnd(2, Map.of("order-api heap MiB", 100.0, "bytes an event", 3_000.0));
        DayEnd third = new DayEnd(3, Map.of("order-api heap MiB", 150.0, "bytes an event", 4_000.0));

        assertThat(third.growthSince(second))
                .containsExactly(
                        "bytes an event: 3000.0 at the end of day 2, 4000.0 at the end of day 3, at most 3950.0 was expected",
                        "order-api heap MiB: 100.0 at the end of day 2, 150.0 at the end of day 3, at most 121.0 was expected");
    }

    @Test
    void receipts_may_come_to_their_bound_in_a_checkpoint_and_no_more() {
        DayEnd second = new DayEnd(2, Map.of("checkpoint KiB", 2_000.0));
        DayEnd third = new DayEnd(3, Map.of("checkpoint KiB", 3_000.0));
        DayEnd fourth = new DayEnd(4, Map.of("checkpoint KiB", 5_000.0));

        assertThat(third.growthSince(second)).isEmpty();
        assertThat(fourth.growthSince(second)).hasSize(1);
    }

    @Test
    void what_was_not_measured_before_counts_as_growth() {
        DayEnd second = new DayEnd(2, Map.of());
        DayEnd third = new DayEnd(3, Map.of("order-api files", 1.0));

        assertThat(third.growthSince(second)).hasSize(1);
    }

    @Test
    void a_value_without_a_tolerance_is_refused() {
        DayEnd second = new DayEnd(2, Map.of());
        DayEnd third = new DayEnd(3, Map.of("moon phase", 1.0));

        assertThatIllegalArgumentException().isThrownBy(() -> third.growthSince(second));
    }
}
