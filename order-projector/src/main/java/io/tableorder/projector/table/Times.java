package io.tableorder.projector.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Instants out of {@code timestamptz} columns, which JDBC knows as offset times only. */
public final class Times {
    private Times() {}

    public static Instant get(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(find(row, column), column);
    }

    public static @Nullable Instant find(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
