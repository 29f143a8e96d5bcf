package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads times and days in query parameters, and times in rows. */
final class Times {

    /** This is before and after every event, and within what PostgreSQL can hold. */
    static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    static final Instant FAR_AHEAD = Instant.parse("3000-01-01T00:00:00Z");

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(3000, 1, 1);

    private Times() {}

    /** Returns the time itself, or if it is further away than any event the end of what PostgreSQL is asked for. */
    static Instant storable(Instant time) {
        return time.isBefore(LONG_AGO) ? LONG_AGO : time.isAfter(FAR_AHEAD) ? FAR_AHEAD : time;
    }

    /** Returns the day itself, or the nearest that days can be added to and PostgreSQL can hold. */
    private static LocalDate bounded(LocalDate day) {
        return day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(LAST_DAY) ? LAST_DAY : day;
    }

    /** Returns the time in a {@code timestamptz} column, which JDBC knows as an offset time only; null if there is none. */
    static @Nullable Instant find(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** @throws ProblemException 400 naming the parameter */
    static Instant instant(String parameter, String text) {
        try {
            // A plus sign that was not escaped arrives as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(parameter, ApiText.NOT_A_TIME.with(text));
        }
    }

    /** @throws ProblemException 400 naming the parameter */
    static @Nullable LocalDate date(String parameter, @Nullable String text) {
        try {
            return text == null ? null : bounded(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw ProblemException.invalid(parameter, ApiText.NOT_A_DATE.with(text));
        }
    }

    /** Returns a time, or the beginning of a day where the store is. */
    static Instant instantOrDay(String parameter, String text, ZoneId zone) {
        try {
            return storable(bounded(LocalDate.parse(text)).atStartOfDay(zone).toInstant());
        } catch (DateTimeException notADay) {
            return storable(instant(parameter, text));
        }
    }
}
