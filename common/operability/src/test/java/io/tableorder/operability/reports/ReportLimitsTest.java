package io.tableorder.operability.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.operability.reports.ReportLimits.Admission;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportLimitsTest {

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final ReportLimits limits = new ReportLimits(() -> now);

    @Test
    void what_has_been_told_is_told_again_only_later_and_with_how_often_it_came() {
        assertThat(limits.admit("parked")).hasValue(new Admission(0, 0));
        now = now.plus(ReportLimits.BETWEEN_LIKES).minusSeconds(1);
        assertThat(limits.admit("parked")).isEmpty();
        assertThat(limits.admit("parked")).isEmpty();

        now = now.plusSeconds(1);

        assertThat(limits.admit("parked")).hasValue(new Admission(2, 0));
    }

    @Test
    void of_a_flood_of_different_errors_a_minutes_share_is_told_and_the_rest_counted() {
        for (int i = 0; i < ReportLimits.REPORTS_A_MINUTE; i++) {
            assertThat(limits.admit("kind " + i)).isPresent();
        }
        assertThat(limits.admit("one too many")).isEmpty();
        assertThat(limits.admit("and another")).isEmpty();

        now = now.plus(Duration.ofMinutes(1));

        assertThat(limits.admit("one too many")).hasValue(new Admission(0, 2));
        assertThat(limits.admit("a later one")).hasValue(new Admission(0, 0));
    }

    @Test
    void a_report_that_found_no_room_is_counted_in_the_next() {
        limits.lost();

        assertThat(limits.admit("parked")).hasValue(new Admission(0, 1));
    }
}
