package io.tableorder.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareRunsTest {

    @Test
    void a_row_is_named_by_what_comes_before_its_numbers() {
        assertThat(CompareRuns.figures(List.of(
                        "128 stores over 12 partitions, 3 rounds of 3 s each",
                        "connections  target    requests/s  of jpa   p50 ms",
                        "          8  no-op           8460     NaN     0.74",
                        "         64  order          4,148    2.93    14.68")))
                .containsExactly(
                        entry("8 no-op, requests/s", 8460.0),
                        entry("8 no-op, p50 ms", 0.74),
                        entry("64 order, requests/s", 4148.0),
                        entry("64 order, of jpa", 2.93),
                        entry("64 order, p50 ms", 14.68));
    }

    @Test
    void a_first_column_may_have_no_header_and_a_latency_a_line_of_its_own() {
        assertThat(CompareRuns.figures(List.of(
                        "           events/s  CPU µs/event: Java",
                        "ours         16,904                56.8",
                        "Live, 20,000 events of 1,000 orders/s visible after: p50 115 ms, p99 617 ms, longest 900 ms")))
                .containsExactly(
                        entry("ours, events/s", 16_904.0),
                        entry("ours, CPU µs/event: Java", 56.8),
                        entry("Live, p50 ms", 115.0),
                        entry("Live, p99 ms", 617.0),
                        entry("Live, longest ms", 900.0));
    }

    @Test
    void a_line_of_latencies_between_two_rows_hides_neither() {
        assertThat(CompareRuns.figures(List.of(
                        "connections  target    requests/s   p50 ms",
                        "          8  order            628     5.10",
                        "          8  order, due at 314 a second (50 % of the closed loop): p50 5.32 ms, p99 34.78 ms",
                        "         64  order          4,148    14.68")))
                .containsExactly(
                        entry("8 order, requests/s", 628.0),
                        entry("8 order, p50 ms", 5.10),
                        entry("8 order (50 % of the closed loop), p50 ms", 5.32),
                        entry("8 order (50 % of the closed loop), p99 ms", 34.78),
                        entry("64 order, requests/s", 4148.0),
                        entry("64 order, p50 ms", 14.68));
    }

    @Test
    void medians_are_compared_and_neighbours_tell_the_noise() {
        assertThat(CompareRuns.table(rounds(100, 200, 300), rounds(110, 210, 150)))
                .contains("| rate | 200 | 150 | 0.75 | 0.50 to 1.10 |");
    }

    @Test
    void what_only_one_commit_measures_is_left_out_and_nothing_by_nothing_is_no_ratio() {
        String table = CompareRuns.table(
                List.of(Map.of("old", 1.0, "failures", 0.0)), List.of(Map.of("new", 1.0, "failures", 0.0)));

        assertThat(table).contains("| failures | 0.00 | 0.00 | – | – to – |").doesNotContain("old", "new");
    }

    private static List<Map<String, Double>> rounds(double... rates) {
        return java.util.Arrays.stream(rates)
                .mapToObj(rate -> Map.of("rate", rate))
                .toList();
    }
}
