package io.tableorder.operability.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What identifies a request beyond this process: its id and its place in a trace. */
public final class RequestContext {

    public static final String REQUEST_ID_HEADER = "X-Request-ID";
    public static final String TRACEPARENT_HEADER = "traceparent";

    private static final String REQUEST_ID_ATTRIBUTE = RequestContext.class.getName() + ".requestId";
    private static final String TRACEPARENT_ATTRIBUTE = RequestContext.class.getName() + ".traceparent";

    /** An id longer than this is not an id but somebody filling the log. */
    private static final int MAXIMUM_ID_CHARACTERS = 64;

    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;
    private static final HexFormat HEX = HexFormat.of();

    private RequestContext() {}

    /** The caller's own id if it sent a well-formed one, else one made here. The same for the whole request. */
    public static String requestId(HttpServletRequest request) {
        if (request.getAttribute(REQUEST_ID_ATTRIBUTE) instanceof String known) {
            return known;
        }
        String sent = request.getHeader(REQUEST_ID_HEADER);
        String id = isWellFormed(sent) ? sent : newRequestId();
        request.setAttribute(REQUEST_ID_ATTRIBUTE, id);
        return id;
    }

    /** W3C trace context of the request: the caller's if it sent a well-formed one, else one begun here, not sampled. */
    public static String traceparent(HttpServletRequest request) {
        if (request.getAttribute(TRACEPARENT_ATTRIBUTE) instanceof String known) {
            return known;
        }
        String sent = request.getHeader(TRACEPARENT_HEADER);
        String traceparent = sent != null && TRACEPARENT.matcher(sent).matches() ? sent : newTraceparent();
        request.setAttribute(TRACEPARENT_ATTRIBUTE, traceparent);
        return traceparent;
    }

    /** Of a request made on behalf of this one: another part of the same trace. */
    public static String traceparent(String traceId) {
        return "00-" + traceId + "-"
                + HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1) + "-00";
    }

    /** The 32 hexadecimal digits that all parts of one trace share. */
    public static String traceId(String traceparent) {
        return traceparent.substring(TRACE_ID_START, TRACE_ID_END);
    }

    /** Eight hexadecimal digits, enough to tell the requests of a few minutes apart. */
    public static String newRequestId() {
        return HEX.toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private static String newTraceparent() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // Set bits keep both ids from being all zeros, which W3C forbids.
        return traceparent(HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong()));
    }

    static boolean isWellFormed(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > MAXIMUM_ID_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed = (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
