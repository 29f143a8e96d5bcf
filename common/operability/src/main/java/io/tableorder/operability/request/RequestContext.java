package io.tableorder.operability.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A request context identifies a request beyond this process. */
public final class RequestContext {

    public static final String REQUEST_ID_HEADER = "X-Request-ID";

    private static final String REQUEST_ID_ATTRIBUTE = RequestContext.class.getName() + ".requestId";

    /** An id longer than this is not an id but somebody filling the log. */
    private static final int MAXIMUM_ID_CHARACTERS = 64;

    private static final HexFormat HEX = HexFormat.of();

    private RequestContext() {}

    /** Returns the caller's own id if it sent a well-formed one, else one made here. The same for the whole request. */
    public static String requestId(HttpServletRequest request) {
        if (request.getAttribute(REQUEST_ID_ATTRIBUTE) instanceof String known) {
            return known;
        }
        String sent = request.getHeader(REQUEST_ID_HEADER);
        String id = isWellFormed(sent) ? sent : newRequestId();
        request.setAttribute(REQUEST_ID_ATTRIBUTE, id);
        return id;
    }

    /** Returns eight hexadecimal digits, enough to tell the requests of a few minutes apart. */
    public static String newRequestId() {
        return HEX.toHexDigits(ThreadLocalRandom.current().nextInt());
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
