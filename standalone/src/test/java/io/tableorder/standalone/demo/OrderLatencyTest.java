package io.tableorder.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderLatencyTest {
    @Test
    void a_percentile_is_the_smallest_value_that_so_many_do_not_exceed() {
        long[] oneToHundredMillis =
                LongStream.rangeClosed(1, 100).map(millis -> millis * 1_000_000).toArray();

        assertThat(OrderLatency.percentile(oneToHundredMillis, 50)).isEqualTo(50);
        assertThat(OrderLatency.percentile(oneToHundredMillis, 99)).isEqualTo(99);
        assertThat(OrderLatency.percentile(new long[] {7_000_000}, 99)).isEqualTo(7);
    }
}
