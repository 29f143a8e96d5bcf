package io.tableorder.operability.request;

import ch.qos.logback.classic.Level;
import io.tableorder.operability.logging.FrequentLines;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.event.KeyValuePair;

/** Writes the two lines of each request. They are most of the log. */
final class RequestLogLines {

    private static final FrequentLines log = FrequentLines.of(RequestLogLines.class);
    private static final double NANOSECONDS_PER_HUNDREDTH = 10_000.0;

    private RequestLogLines() {}

    static void started(HttpServletRequest request, Level level) {
        if (log.isEnabledFor(level)) {
            log.write(
                    level,
                    "Request started",
                    new KeyValuePair("method", request.getMethod()),
                    new KeyValuePair("path", request.getRequestURI()),
                    new KeyValuePair("client_ip", request.getRemoteAddr()));
        }
    }

    static void completed(int status, long nanoseconds, Level level) {
        if (log.isEnabledFor(level)) {
            log.write(
                    level,
                    "Request completed",
                    new KeyValuePair("status_code", status),
                    new KeyValuePair("duration_ms", Math.round(nanoseconds / NANOSECONDS_PER_HUNDREDTH) / 100.0));
        }
    }
}
