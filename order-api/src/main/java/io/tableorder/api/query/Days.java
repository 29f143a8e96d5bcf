package io.tableorder.api.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Whole days of a time zone as a span of time, the end not in it. Open ends are further away than any event. */
record Days(Instant start, Instant end) {
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("3000-01-01T00:00:00Z");

    static Days of(@Nullable LocalDate first, @Nullable LocalDate last, ZoneId zone) {
        return new Days(
                first == null ? LONG_AGO : first.atStartOfDay(zone).toInstant(),
                last == null ? FAR_AHEAD : last.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
