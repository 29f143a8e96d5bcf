package io.tableorder.api.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a statement that is wrong, by the SQLSTATE of PostgreSQL's appendix A. */
public final class DatabaseAbsence {

    /** Undefined table or schema: the migrations have not run yet, ours or order-projector's. */
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "3F000");

    private DatabaseAbsence() {}

    /** True if anything in the chain of causes says that the database is away or not migrated. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && meansAway(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** 08: no connection; 57P: shutting down or starting. Hikari's own time-out has no state. */
    private static boolean meansAway(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("57P") || NOT_MIGRATED.contains(state);
    }
}
