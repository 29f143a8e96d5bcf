package io.tableorder.api.idempotency;

import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import io.tableorder.operability.request.RequestContext;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that wants to change something: who, where, and under which conditions. Controllers take it as a method
 * argument.
 *
 * @param storeId the caller's own, or the one a chain admin named and may name; {@link #PLATFORM} for what is no store's
 * @param idempotencyKey null when the client sent none
 * @param expectedVersion from If-Match; null accepts any
 */
public record Write(
        Caller caller,
        String storeId,
        String method,
        String path,
        String requestId,
        @Nullable String idempotencyKey,
        @Nullable Integer expectedVersion) {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    /** On an answer: an earlier try did it. */
    public static final String REPLAYED = "Idempotency-Replayed";

    public static final String IF_MATCH = "If-Match";
    public static final String IF_MATCH_MEANING = "The order's version in quotes; 412 unless it is that";
    public static final String VERSION_MEANING = "The version it was answered with, in quotes; 412 unless it is that";

    /** No store's id. */
    public static final String PLATFORM = "";

    private static final int MAXIMUM_KEY = 192;
    /** An order's version has no more digits. */
    private static final int MAXIMUM_VERSION_DIGITS = 9;

    private static final Wording BAD_KEY =
            new Wording("공백 없는 ASCII 문자 1~%d자여야 합니다", "takes 1 to %d visible ASCII characters").with(MAXIMUM_KEY);
    private static final Wording BAD_VERSION =
            new Wording("따옴표로 감싼 주문 버전이어야 합니다. 예: \"3\"", "takes an order's version in quotes, such as \"3\"");

    /**
     * Reads the headers that every write may carry.
     *
     * @param storeId to be checked by whoever asks
     * @throws ProblemException 400 for a malformed one
     */
    public static Write of(Caller caller, String storeId, HttpServletRequest request) {
        return new Write(
                caller,
                storeId,
                request.getMethod(),
                request.getRequestURI(),
                RequestContext.requestId(request),
                key(request.getHeader(IDEMPOTENCY_KEY)),
                version(request.getHeader(IF_MATCH)));
    }

    private static @Nullable String key(@Nullable String header) {
        if (header == null) {
            return null;
        }
        boolean visible = header.chars().allMatch(c -> c > ' ' && c <= '~');
        if (header.isEmpty() || header.length() > MAXIMUM_KEY || !visible) {
            throw ProblemException.invalid(IDEMPOTENCY_KEY, BAD_KEY);
        }
        return header;
    }

    private static @Nullable Integer version(@Nullable String header) {
        if (header == null || header.equals("*")) {
            return null;
        }
        int digits = header.length() - 2;
        boolean quoted = digits > 0 && header.startsWith("\"") && header.endsWith("\"");
        if (quoted && digits <= MAXIMUM_VERSION_DIGITS) {
            String version = header.substring(1, header.length() - 1);
            if (version.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Integer.valueOf(version);
            }
        }
        throw ProblemException.invalid(IF_MATCH, BAD_VERSION);
    }
}
