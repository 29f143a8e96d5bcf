package io.tableorder.operability.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells failures apart by the SQLSTATE of PostgreSQL's appendix A, of anything in the chain of causes. */
final class SqlFailures {

    /** Undefined table or schema: the migrations have not run yet, ours or order-projector's. */
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "3F000");

    /** PostgreSQL has ended a query, a wait for a lock, or a transaction in which nothing happened. */
    private static final Set<String> OUT_OF_TIME = Set.of("57014", "55P03", "25P03");

    /** The character is not in the repertoire. */
    private static final String NOT_TEXT = "22021";

    private SqlFailures() {}

    /** Recognises a database that is away or not migrated, as opposed to a statement that is wrong. */
    static boolean isAway(Throwable failure) {
        return isBehind(failure, SqlFailures::meansAway);
    }

    /**
     * Recognises a parameter that has a NUL. In a body it is refused while reading; in an address PostgreSQL is the
     * first to mind.
     */
    static boolean isNotText(Throwable failure) {
        return isBehind(failure, NOT_TEXT::equals);
    }

    /**
     * Recognises 08, no connection, and 57P, a server that shuts down or starts. Hikari's own time-out has no state.
     */
    private static boolean meansAway(@Nullable String state) {
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || OUT_OF_TIME.contains(state)
                || NOT_MIGRATED.contains(state);
    }

    private static boolean isBehind(Throwable failure, Predicate<@Nullable String> state) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && state.test(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
