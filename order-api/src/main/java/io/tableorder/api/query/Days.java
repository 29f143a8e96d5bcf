package io.tableorder.api.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A span has whole days of a time zone, the end not in it. Open ends are further away than any event. */
record Days(Instant start, Instant end) {
    static Days of(@Nullable LocalDate first, @Nullable LocalDate last, ZoneId zone) {
        return new Days(
                first == null ? Times.LONG_AGO : first.atStartOfDay(zone).toInstant(),
                last == null
                        ? Times.FAR_AHEAD
                        : last.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
