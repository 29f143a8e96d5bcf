package io.tableorder.operability.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/**
 * These headers tell browsers what they may do with every answer. Written at commit, so that a controller's own {@code
 * Cache-Control} and {@code Content-Security-Policy} stand and the content type is known.
 */
final class SecurityHeaders implements HeaderWriter {

    private static final String NOTHING_TO_RUN = "default-src 'none'; frame-ancestors 'none'";
    private static final String OWN_PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; " + "img-src 'self' data:; frame-ancestors 'none'";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        String contentType = response.getContentType();
        boolean page = contentType != null && contentType.startsWith("text/html");
        if (!response.containsHeader("Content-Security-Policy")) {
            response.setHeader("Content-Security-Policy", page ? OWN_PAGES : NOTHING_TO_RUN);
        }
        if (!response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
        // Browsers heed it over TLS only, so whoever makes the proxy's header up tells nobody anything.
        if (request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
    }
}
