package io.tableorder.operability.request;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * The two lines of each request. They are most of the log, so they go to Logback directly, with the place they are
 * written from found once instead of by a walk of the stack each time.
 */
final class RequestLog {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(RequestLog.class);
    private static final String FQCN = RequestLog.class.getName();
    private static final double NANOSECONDS_PER_HUNDREDTH = 10_000.0;

    private static volatile StackTraceElement @Nullable [] startedAt;
    private static volatile StackTraceElement @Nullable [] completedAt;

    private RequestLog() {}

    static void started(HttpServletRequest request, Level level) {
        if (!LOG.isEnabledFor(level)) {
            return;
        }
        StackTraceElement[] place = startedAt;
        if (place == null) {
            place = startedAt = here();
        }
        LoggingEvent event = event(level, "Request started", place);
        event.addKeyValuePair(new KeyValuePair("method", request.getMethod()));
        event.addKeyValuePair(new KeyValuePair("path", request.getRequestURI()));
        event.addKeyValuePair(new KeyValuePair("client_ip", request.getRemoteAddr()));
        LOG.callAppenders(event);
    }

    static void completed(int status, long nanoseconds, Level level) {
        if (!LOG.isEnabledFor(level)) {
            return;
        }
        StackTraceElement[] place = completedAt;
        if (place == null) {
            place = completedAt = here();
        }
        LoggingEvent event = event(level, "Request completed", place);
        event.addKeyValuePair(new KeyValuePair("status_code", status));
        event.addKeyValuePair(
                new KeyValuePair("duration_ms", Math.round(nanoseconds / NANOSECONDS_PER_HUNDREDTH) / 100.0));
        LOG.callAppenders(event);
    }

    private static LoggingEvent event(Level level, String message, StackTraceElement[] place) {
        LoggingEvent event = new LoggingEvent(FQCN, LOG, level, message, null, null);
        event.setCallerData(place);
        return event;
    }

    /** The line that calls this, the second of the stack. */
    private static StackTraceElement[] here() {
        return new StackTraceElement[] {new Throwable().getStackTrace()[1]};
    }
}
