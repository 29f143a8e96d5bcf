package io.tableorder.api.idempotency;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.request.EntityTags;
import io.tableorder.operability.request.RequestContext;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.text.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A write is a request that wants to change something: who, where, and under which conditions. Controllers take it as a
 * method argument.
 *
 * @param storeId the caller's own, or the one a chain admin named and may name; {@link #PLATFORM} for what is no store's
 * @param idempotencyKey null when the client sent none
 * @param expectedVersions from If-Match, in ascending order; empty accepts any
 */
public record Write(
        Caller caller,
        String storeId,
        String method,
        String path,
        String requestId,
        @Nullable String idempotencyKey,
        List<Integer> expectedVersions) {

    public Write {
        expectedVersions = List.copyOf(expectedVersions);
    }

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    /** This header says on an answer that an earlier try did it. */
    public static final String REPLAYED = "Idempotency-Replayed";

    public static final String IF_MATCH = "If-Match";
    public static final String IF_MATCH_MEANING = "The order's version in quotes; 412 unless it is that";
    public static final String VERSION_MEANING = "The version it was answered with, in quotes; 412 unless it is that";

    /** This is no store's id. */
    public static final String PLATFORM = "";

    private static final int MAXIMUM_KEY = 192;
    /** An order's version has no more digits. */
    private static final int MAXIMUM_VERSION_DIGITS = 9;

    private static final Wording BAD_KEY = ApiText.KEY_MALFORMED.with(MAXIMUM_KEY);
    /** Each is one try at the store's writer. */
    private static final int MAXIMUM_VERSIONS = 5;

    /** No order has it, so that a tag which is no version of ours matches none. */
    private static final int NO_VERSION = -1;

    private static final Wording BAD_VERSION = ApiText.VERSIONS_MALFORMED.with(MAXIMUM_VERSIONS);

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
                key(request.getHeaders(IDEMPOTENCY_KEY)),
                versions(request.getHeaders(IF_MATCH)));
    }

    /** A proxy may repeat the header; with two values there is no telling which command this is. */
    private static @Nullable String key(Enumeration<String> lines) {
        Set<String> keys = new LinkedHashSet<>(Collections.list(lines));
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1) {
            throw ProblemException.invalid(IDEMPOTENCY_KEY, ApiText.ONE_VALUE_ONLY);
        }
        String header = keys.iterator().next();
        boolean visible = header.chars().allMatch(c -> c > ' ' && c <= '~');
        if (header.isEmpty() || header.length() > MAXIMUM_KEY || !visible) {
            throw ProblemException.invalid(IDEMPOTENCY_KEY, BAD_KEY);
        }
        return header;
    }

    private static List<Integer> versions(Enumeration<String> lines) {
        if (!lines.hasMoreElements()) {
            return List.of();
        }
        EntityTags expected =
                EntityTags.parse(lines).orElseThrow(() -> ProblemException.invalid(IF_MATCH, BAD_VERSION));
        if (expected.any()) {
            return List.of();
        }
        if (expected.tags().size() > MAXIMUM_VERSIONS) {
            throw ProblemException.invalid(IF_MATCH, BAD_VERSION);
        }
        List<Integer> versions = expected.strong().stream()
                .filter(Write::isVersion)
                .map(Integer::valueOf)
                .distinct()
                .sorted()
                .toList();
        return versions.isEmpty() ? List.of(NO_VERSION) : versions;
    }

    private static boolean isVersion(String tag) {
        return !tag.isEmpty()
                && tag.length() <= MAXIMUM_VERSION_DIGITS
                && tag.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
