package io.tableorder.operability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatestTimesTest {

    private static final long MILLISECOND = 1_000_000;

    private final LatestTimes times = new LatestTimes();

    @Test
    void without_requests_all_is_nought() {
        assertThat(times.summary()).isEqualTo(new LatestTimes.Summary(0, 0, 0));
    }

    @Test
    void percentiles_are_of_the_times_themselves() {
        LongStream.rangeClosed(1, 100).forEach(i -> times.add(i * MILLISECOND));

        assertThat(times.summary()).isEqualTo(new LatestTimes.Summary(50.5, 96, 100));
    }

    @Test
    void one_request_is_every_percentile() {
        times.add(1_234_567);

        assertThat(times.summary()).isEqualTo(new LatestTimes.Summary(1.23, 1.23, 1.23));
    }

    @Test
    void only_the_latest_thousand_count() {
        LongStream.range(0, 1_000).forEach(_ -> times.add(900 * MILLISECOND));
        LongStream.range(0, 1_000).forEach(_ -> times.add(MILLISECOND));

        assertThat(times.summary()).isEqualTo(new LatestTimes.Summary(1, 1, 1));
    }
}
