package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tableorder.api.settings.OrderRateSettings;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OrderRateLimitTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final OrderRateLimit limit = new OrderRateLimit(new OrderRateSettings(30), now::get);

    private void orders(String table, int count) {
        for (int i = 0; i < count; i++) {
            limit.take(table);
        }
    }

    @Test
    void a_minutes_worth_may_come_at_once_and_the_next_waits() {
        orders("t1", 30);

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> limit.take("t1"));

        assertThat(refused.problem().code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refused.problem().retryAfter()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThatCode(() -> limit.take("t2")).doesNotThrowAnyException();
    }

    @Test
    void two_seconds_refill_one_order_of_thirty_a_minute() {
        orders("t1", 30);
        now.addAndGet(Duration.ofSeconds(2).toNanos());

        orders("t1", 1);
        assertThat(catchThrowableOfType(ProblemException.class, () -> limit.take("t1")))
                .isNotNull();
    }

    @Test
    void a_full_bucket_holds_no_more_than_a_minutes_worth() {
        orders("t1", 1);
        now.addAndGet(Duration.ofHours(1).toNanos());

        orders("t1", 30);
        assertThat(catchThrowableOfType(ProblemException.class, () -> limit.take("t1")))
                .isNotNull();
    }

    @Test
    void what_was_given_back_can_be_spent_again() {
        orders("t1", 30);
        limit.giveBack("t1");

        assertThat(limit.takeUnlessRepeated("t1")).isNull();
        assertThat(limit.takeUnlessRepeated("t1")).isNotNull();
    }

    @Test
    void a_table_over_its_rate_may_still_ask_for_repetitions_within_bounds() {
        orders("t1", 30);
        for (int i = 0; i < 600; i++) {
            assertThat(limit.takeUnlessRepeated("t1")).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }

        assertThat(catchThrowableOfType(ProblemException.class, () -> limit.takeUnlessRepeated("t1")))
                .isNotNull();
    }

    @Test
    void zero_is_no_limit() {
        OrderRateLimit off = new OrderRateLimit(new OrderRateSettings(0), now::get);
        assertThatCode(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        off.take("t1");
                    }
                })
                .doesNotThrowAnyException();
    }
}
