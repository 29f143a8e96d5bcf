package io.tableorder.api.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A span has whole days of a time zone, the end not in it. Open ends are further away than any event. */
record Days(Instant start, Instant end) {
    /** Returns when orders of these business days were placed, whatever zone a store is in and whenever its day begins. */
    static Days ofOrders(LocalDate first, LocalDate last) {
        return of(first.minusDays(1), last.plusDays(2), ZoneOffset.UTC);
    }

    static Days of(@Nullable LocalDate first, @Nullable LocalDate last, ZoneId zone) {
        return new Days(
                first == null ? Times.LONG_AGO : first.atStartOfDay(zone).toInstant(),
                last == null
                        ? Times.FAR_AHEAD
                        : last.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
