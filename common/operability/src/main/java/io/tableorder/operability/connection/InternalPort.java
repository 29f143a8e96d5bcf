package io.tableorder.operability.connection;

import io.tableorder.operability.settings.InternalSettings;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.coyote.Request;

/**
 * A bean of a service that has paths for the platform's own programs alone, all of them below {@code /internal}. They are
 * served on a port of their own and on no other, and nothing else is served there, unless the settings say that the public port
 * serves both.
 */
public record InternalPort(InternalSettings settings) {

    private static final String ROOT = "/internal";
    private static final String BELOW = ROOT + "/";

    private static final String CAME_BY_IT = InternalPort.class.getName();

    /** Notes that the request came by an internal port. No caller can note that itself. */
    static void mark(Request request) {
        request.setAttribute(CAME_BY_IT, true);
    }

    /** Returns whether the request came by a port that does not serve its path. */
    public boolean isMistaken(HttpServletRequest request) {
        if (!settings.ownPort()) {
            return false;
        }
        // Decoded and in its normal form, so that no other spelling of a path gets past.
        String path = request.getServletPath();
        boolean internalPath = path.startsWith(BELOW) || path.equals(ROOT);
        return internalPath != (request.getAttribute(CAME_BY_IT) != null);
    }
}
