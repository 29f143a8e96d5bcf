package io.tableorder.operability.error;

import io.tableorder.operability.text.OperabilityText;
import io.tableorder.operability.text.Text;
import io.tableorder.operability.text.TextBundle;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * A client program tells errors apart by their code. Each has one HTTP status and words to use where none are better.
 */
public enum ErrorCode implements Text {
    VALIDATION_ERROR(HttpStatus.BAD_REQUEST),
    AUTH_ERROR(HttpStatus.UNAUTHORIZED),
    /** The password was right, and what has to come with it was not there or not right. */
    SECOND_FACTOR_NEEDED(HttpStatus.UNAUTHORIZED),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    /** The password was right, and is not enough for an account of this role. */
    SECOND_FACTOR_SETUP_NEEDED(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT),
    CONFLICT(HttpStatus.CONFLICT),
    SESSION_CHANGED(HttpStatus.CONFLICT),
    UNFINISHED_ORDERS(HttpStatus.CONFLICT),
    PRICE_CHANGED(HttpStatus.CONFLICT),
    MENU_HIDDEN(HttpStatus.CONFLICT),
    SOLD_OUT(HttpStatus.CONFLICT),
    OPTIONS_INVALID(HttpStatus.CONFLICT),
    POSITION_UNKNOWN(HttpStatus.CONFLICT),
    GONE(HttpStatus.GONE),
    VERSION_MISMATCH(HttpStatus.PRECONDITION_FAILED),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    EXPECTATION_FAILED(HttpStatus.EXPECTATION_FAILED),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    /** What somebody was logged in with has ended; the change itself was not made. */
    ACCESS_ENDED_ONLY(HttpStatus.SERVICE_UNAVAILABLE);

    /** Soon enough for a guest who waits, late enough for a service to recover. */
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(2);

    private final HttpStatus status;
    private final String type;

    ErrorCode(HttpStatus status) {
        this.status = status;
        this.type = "urn:tableorder:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public HttpStatus status() {
        return status;
    }

    /** An error code is itself the text that is used where nothing more exact is known. */
    @Override
    public TextBundle bundle() {
        return OperabilityText.BUNDLE;
    }

    String type() {
        return type;
    }

    /** This says whose fault it is that a request failed, which decides how it is logged. */
    enum Blame {
        CALLER,
        CIRCUMSTANCES,
        SERVICE
    }

    /** Follows from the status, so that no code is forgotten. */
    Blame blame() {
        if (status.is4xxClientError()) {
            return Blame.CALLER;
        }
        return status == HttpStatus.SERVICE_UNAVAILABLE ? Blame.CIRCUMSTANCES : Blame.SERVICE;
    }

    /** Clients are told when to come back whenever coming back is all they can do. */
    Optional<Duration> defaultRetryAfter() {
        return status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE
                ? Optional.of(DEFAULT_RETRY_AFTER)
                : Optional.empty();
    }

    /** Returns the code for an error known by its HTTP status alone. */
    static ErrorCode of(int status) {
        return switch (status) {
            case 401 -> AUTH_ERROR;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 409 -> CONFLICT;
            case 410 -> GONE;
            case 412 -> VERSION_MISMATCH;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 417 -> EXPECTATION_FAILED;
            case 422 -> IDEMPOTENCY_KEY_REUSED;
            case 429 -> RATE_LIMITED;
            case 503 -> SERVICE_UNAVAILABLE;
            // An HTTP version, transfer encoding or method that nobody here speaks is the caller's mistake, not ours.
            case 501, 505 -> VALIDATION_ERROR;
            default -> status >= 400 && status < 500 ? VALIDATION_ERROR : INTERNAL_ERROR;
        };
    }
}
