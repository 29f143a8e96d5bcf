package io.tableorder.projector.table;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataAccessException;

/** Tells values that PostgreSQL will never take from a failure of the moment. */
public final class RefusedData {
    /**
     * SQLSTATE classes that are about the values: data exception, integrity, limits exceeded (an id too long for its
     * index). Another try would end the same way.
     */
    private static final Set<String> FAULTS_OF_THE_DATA = Set.of("22", "23", "54");

    private static final String CHECK_VIOLATION = "23514";

    private RefusedData() {}

    /** Returns what PostgreSQL has against the data; null when the failure is about the moment. */
    public static @Nullable String faultOf(DataAccessException e) {
        if (e.getMostSpecificCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().length() == 5
                && !isAboutMissingMonth(sql)
                && FAULTS_OF_THE_DATA.contains(sql.getSQLState().substring(0, 2))) {
            return String.valueOf(sql.getMessage());
        }
        return null;
    }

    /** PostgreSQL calls it a check that fails, but none that has a name. */
    private static boolean isAboutMissingMonth(SQLException e) {
        return CHECK_VIOLATION.equals(e.getSQLState())
                && e instanceof PSQLException server
                && server.getServerErrorMessage() != null
                && server.getServerErrorMessage().getConstraint() == null;
    }
}
