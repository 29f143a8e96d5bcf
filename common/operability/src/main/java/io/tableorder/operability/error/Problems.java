package io.tableorder.operability.error;

import io.tableorder.operability.connection.LateBodyException;
import io.tableorder.operability.text.OperabilityText;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;

/** Decides what a failure means to the caller. Whatever it does not know is an internal error. */
final class Problems {

    private final List<ProblemMapper> mappers;

    Problems(List<ProblemMapper> mappers) {
        this.mappers = List.copyOf(mappers);
    }

    Problem of(Throwable failure) {
        return mappers.stream()
                .map(mapper -> mapper.map(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> known(failure));
    }

    private static Problem known(Throwable failure) {
        return switch (failure) {
            case ProblemException expected -> expected.problem();
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            // Of a body that a controller reads itself.
            case BodyTooLargeException tooLarge -> tooLarge.problem();
            case LateBodyException _ -> Problem.of(ErrorCode.REQUEST_TIMEOUT);
            case TypeMismatchException mismatch -> BadInput.of(mismatch);
            case ErrorResponse response -> BadInput.of(failure, response);
            // A query or form that is no valid percent-encoded UTF-8.
            case InvalidParameterException invalid -> Problem.of(ErrorCode.of(invalid.getErrorCode()));
            case AccessDeniedException _ -> Problem.of(ErrorCode.FORBIDDEN);
            case AuthenticationException _ -> Problem.of(ErrorCode.AUTH_ERROR);
            default ->
                isDatabaseAway(failure)
                        ? Problem.of(ErrorCode.SERVICE_UNAVAILABLE, OperabilityText.DATABASE_AWAY)
                        : Problem.of(ErrorCode.INTERNAL_ERROR);
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return tooLarge.problem();
            }
            if (cause instanceof LateBodyException) {
                return Problem.of(ErrorCode.REQUEST_TIMEOUT);
            }
        }
        return BadInput.of(failure);
    }

    private static boolean isDatabaseAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || (cause instanceof SQLException sql && isConnectionState(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Recognises SQLSTATE 08, a connection that failed or broke, and 57P, a server that shuts down, starts or was
     * restarted.
     */
    private static boolean isConnectionState(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P"));
    }
}
