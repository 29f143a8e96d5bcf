package io.tableorder.operability.error;

import io.tableorder.operability.text.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an answer the caller can act on. Expected, so not logged and without a stack trace, which would
 * cost more than the rest of a refusal.
 */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /** @param cause kept for whoever catches this; it is neither logged nor shown */
    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.code() + ": " + problem.detail().in(Locale.ENGLISH), cause, false, false);
        this.problem = problem;
    }

    public ProblemException(ErrorCode code) {
        this(Problem.of(code));
    }

    public ProblemException(ErrorCode code, Wording detail) {
        this(Problem.of(code, detail));
    }

    /** Makes the problem of a request of which one field is wrong. */
    public static ProblemException invalid(String field, Wording message) {
        return new ProblemException(
                Problem.of(ErrorCode.VALIDATION_ERROR).withErrors(List.of(new FieldError(field, message))));
    }

    public static ProblemException unavailable(Wording detail, Duration retryAfter) {
        return new ProblemException(
                Problem.of(ErrorCode.SERVICE_UNAVAILABLE, detail).withRetryAfter(retryAfter));
    }

    public Problem problem() {
        return problem;
    }
}
