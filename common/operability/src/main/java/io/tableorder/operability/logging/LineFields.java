package io.tableorder.operability.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;

/** The fields of a JSON line, the same names in the same order in every service, and no others. */
final class LineFields extends AbstractJsonProvider<ILoggingEvent> {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final List<String> CONTEXT =
            List.of(LogContext.STORE_ID, LogContext.REQUEST_ID, LogContext.USER_ID, LogContext.TRACE_ID);
    private static final Set<String> REQUEST = Set.of("method", "path", "client_ip", "status_code", "duration_ms");

    private static final String LAMBDA = "lambda$";

    /** Longer traces repeat themselves. */
    private static final int MAXIMUM_EXCEPTION_CHARACTERS = 16_384;

    /** A line must fit a log collector's limit, and be looked through for secrets. */
    private static final int MAXIMUM_MESSAGE_CHARACTERS = 16_384;

    private final ShortenedThrowableConverter traces = new ShortenedThrowableConverter();

    LineFields() {
        traces.setMaxLength(MAXIMUM_EXCEPTION_CHARACTERS);
    }

    @Override
    public void start() {
        traces.start();
        super.start();
    }

    @Override
    public void writeTo(JsonGenerator json, ILoggingEvent event) {
        Instant instant = event.getInstant();
        json.writeStringProperty(
                "timestamp", TIMESTAMP.format(instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant));
        json.writeStringProperty("level", level(event.getLevel()));
        json.writeStringProperty("logger", event.getLoggerName());
        json.writeStringProperty("message", Masking.mask(shortened(message(event))));
        callSite(json, event.getCallerData());
        context(json, event.getMDCPropertyMap());
        request(json, event.getKeyValuePairs());
        if (event.getThrowableProxy() != null) {
            json.writeStringProperty("exception", Masking.mask(traces.convert(event)));
        }
    }

    /** Returns the level's name in the design, which Logback has one of differently. */
    private static String level(Level level) {
        return switch (level.toInt()) {
            case Level.WARN_INT -> "WARNING";
            case Level.TRACE_INT -> "DEBUG";
            default -> level.toString();
        };
    }

    /** Pairs that are no field of their own go into the message: nothing said is lost. */
    private static String message(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs == null || pairs.stream().allMatch(pair -> REQUEST.contains(pair.key))) {
            return event.getFormattedMessage();
        }
        StringBuilder message = new StringBuilder(event.getFormattedMessage());
        pairs.stream()
                .filter(pair -> !REQUEST.contains(pair.key))
                .forEach(
                        pair -> message.append(' ').append(pair.key).append('=').append(pair.value));
        return message.toString();
    }

    private static String shortened(String message) {
        return message.length() <= MAXIMUM_MESSAGE_CHARACTERS
                ? message
                : message.substring(0, MAXIMUM_MESSAGE_CHARACTERS) + " …" + message.length() + " characters in all";
    }

    private static void callSite(JsonGenerator json, StackTraceElement[] places) {
        if (places.length > 0) {
            StackTraceElement place = places[0];
            String file = place.getFileName();
            json.writeStringProperty("module", file == null ? place.getClassName() : file.replace(".java", ""));
            json.writeStringProperty("function", function(place.getMethodName()));
            json.writeNumberProperty("line", place.getLineNumber());
        }
    }

    /** A lambda's own name is javac's, {@code lambda$report$0}, and nobody would search for it. */
    private static String function(String method) {
        return method.startsWith(LAMBDA) ? method.substring(LAMBDA.length(), method.lastIndexOf('$')) : method;
    }

    private static void context(JsonGenerator json, Map<String, String> mdc) {
        for (String name : CONTEXT) {
            String value = mdc.get(name);
            if (value != null) {
                json.writeStringProperty(name, value);
            }
        }
    }

    private static void request(JsonGenerator json, List<KeyValuePair> pairs) {
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            if (REQUEST.contains(pair.key)) {
                field(json, pair.key, pair.value);
            }
        }
    }

    private static void field(JsonGenerator json, String name, Object value) {
        switch (value) {
            case Integer number -> json.writeNumberProperty(name, number);
            case Long number -> json.writeNumberProperty(name, number);
            case Double number -> json.writeNumberProperty(name, number);
            case null -> json.writeNullProperty(name);
            default -> json.writeStringProperty(name, Masking.mask(value.toString()));
        }
    }
}
