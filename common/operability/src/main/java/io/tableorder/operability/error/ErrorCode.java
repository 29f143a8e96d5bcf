package io.tableorder.operability.error;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * A client program tells errors apart by their code. Each has one HTTP status and words to use where none are better.
 */
public enum ErrorCode {
    VALIDATION_ERROR(HttpStatus.BAD_REQUEST, "요청 내용이 올바르지 않습니다", "The request is not valid"),
    AUTH_ERROR(
            HttpStatus.UNAUTHORIZED,
            "로그인이 필요하거나 만료되었습니다",
            "Log in first, or again: the token is missing, invalid or expired"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "이 작업을 할 권한이 없습니다", "You may not do this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "요청한 대상을 찾을 수 없습니다", "There is no such thing"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "지원하지 않는 메서드입니다", "This path does not take that method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "요청한 형식으로 응답할 수 없습니다", "This path does not answer in a form you accept"),
    REQUEST_TIMEOUT(
            HttpStatus.REQUEST_TIMEOUT,
            "요청이 제때 도착하지 않았습니다. 다시 시도하세요",
            "The request did not arrive in time: send it again"),
    CONFLICT(HttpStatus.CONFLICT, "현재 상태에서는 처리할 수 없습니다", "The current state does not allow this"),
    SESSION_CHANGED(
            HttpStatus.CONFLICT,
            "세션이 화면에서 본 것과 다릅니다. 다시 확인한 뒤 종료하세요",
            "The session is not as you saw it: look at it again and retry"),
    UNFINISHED_ORDERS(
            HttpStatus.CONFLICT,
            "아직 끝나지 않은 주문이 있습니다. 완료하거나 취소할지 정하세요",
            "Some orders are not finished: say whether to complete or cancel them"),
    PRICE_CHANGED(
            HttpStatus.CONFLICT, "가격이 바뀐 메뉴가 있습니다. 확인한 뒤 다시 주문하세요", "A price has changed: look at it and order again"),
    GONE(HttpStatus.GONE, "보관 기간이 지난 기록입니다", "It was there once, and is not kept any more"),
    VERSION_MISMATCH(
            HttpStatus.PRECONDITION_FAILED,
            "그사이 다른 변경이 있었습니다. 새로 고친 뒤 다시 시도하세요",
            "It has changed since you read it: read it again and retry"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "요청 본문이 너무 큽니다", "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "지원하지 않는 형식입니다. application/json으로 보내세요",
            "Send the body as application/json"),
    EXPECTATION_FAILED(
            HttpStatus.EXPECTATION_FAILED,
            "Expect 헤더는 100-continue만 사용할 수 있습니다",
            "The header Expect takes 100-continue alone"),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "같은 Idempotency-Key가 다른 요청에 이미 사용되었습니다",
            "This Idempotency-Key was already used with another request"),
    TOO_MANY_ATTEMPTS(
            HttpStatus.TOO_MANY_REQUESTS, "로그인 시도가 너무 많습니다. 잠시 후 다시 시도하세요", "Too many failed logins: try again later"),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "요청이 너무 많습니다. 잠시 후 다시 시도하세요", "Too many requests: try again later"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "내부 서버 오류가 발생했습니다", "An internal server error occurred"),
    SERVICE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "잠시 서비스를 이용할 수 없습니다. 곧 다시 시도하세요",
            "Temporarily unavailable: try again shortly");

    /** Soon enough for a guest who waits, late enough for a service to recover. */
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(2);

    private final HttpStatus status;
    private final Wording wording;
    private final String type;

    ErrorCode(HttpStatus status, String korean, String english) {
        this.status = status;
        this.wording = new Wording(korean, english);
        this.type = "urn:tableorder:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public HttpStatus status() {
        return status;
    }

    /** This text is used where nothing more exact is known. */
    public Wording wording() {
        return wording;
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
