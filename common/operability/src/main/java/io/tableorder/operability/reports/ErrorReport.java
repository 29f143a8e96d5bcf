package io.tableorder.operability.reports;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.operability.logging.Masking;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An ERROR line as the webhook is sent it, in JSON under these names in snake_case, secrets masked.
 *
 * @param repeated how many like it were not reported since the last that was
 * @param leftOut how many others were not reported since the last report, because there were too many
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrorReport(
        String service,
        String version,
        Instant time,
        String logger,
        String message,
        @Nullable String exception,
        @Nullable String storeId,
        @Nullable String requestId,
        @Nullable String traceId,
        int repeated,
        int leftOut) {

    /** Chat systems take some 10,000; the log has the rest. */
    private static final int MAXIMUM_CHARACTERS = 4_000;

    static ErrorReport of(ILoggingEvent line, String service, String version, ReportLimits.Admission admission) {
        var context = line.getMDCPropertyMap();
        return new ErrorReport(
                service,
                version,
                Instant.ofEpochMilli(line.getTimeStamp()),
                line.getLoggerName(),
                shortened(line.getFormattedMessage()),
                line.getThrowableProxy() == null
                        ? null
                        : shortened(ThrowableProxyUtil.asString(line.getThrowableProxy())),
                context.get(LogContext.STORE_ID),
                context.get(LogContext.REQUEST_ID),
                context.get(LogContext.TRACE_ID),
                admission.repeated(),
                admission.leftOut());
    }

    /** Masks the text before it is cut, or the beginning of a secret could be left over that no rule knows. */
    private static String shortened(String text) {
        String masked = Masking.mask(text);
        return masked.length() <= MAXIMUM_CHARACTERS ? masked : masked.substring(0, MAXIMUM_CHARACTERS) + " …";
    }
}
