package io.tableorder.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "0000-01-01", "1969-12-31", "2026-03-02"})
    void any_day_there_is_can_be_counted_with_and_stored(String text) {
        LocalDate day = Times.date("start_date", text);

        Days days = Days.of(day, day, ZoneId.of("Asia/Seoul"));

        assertThat(days.end()).isAfter(days.start());
        assertThat(Times.instantOrDay("start", text, UTC)).isBetween(Times.LONG_AGO, Times.FAR_AHEAD);
    }

    @Test
    void a_time_at_the_edge_of_time_is_stored_as_far_away() {
        assertThat(Times.instantOrDay("end", "+999999999-12-31T23:59:59Z", UTC)).isEqualTo(Times.FAR_AHEAD);
    }

    @Test
    void a_cursor_at_the_edge_of_time_is_stored_as_far_away() {
        String cursor = Base64.getUrlEncoder().encodeToString("-1000000000-01-01T00:00:00Z x".getBytes(UTF_8));

        assertThat(HistoryCursor.parse(cursor).startedAt()).isEqualTo(Times.LONG_AGO);
    }
}
