package io.tableorder.operability.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * A logger for lines written with every request: where a message is written from is found by a walk of the stack once,
 * not each time, which would cost more than all else about the line. So every message is a constant, written in one place.
 */
public final class FrequentLines {

    private final String name;
    private final Logger logger;
    private final Map<String, StackTraceElement[]> places = new ConcurrentHashMap<>();

    private FrequentLines(Class<?> of) {
        this.name = of.getName();
        this.logger = (Logger) LoggerFactory.getLogger(of);
    }

    public static FrequentLines of(Class<?> writer) {
        return new FrequentLines(writer);
    }

    public boolean isEnabledFor(Level level) {
        return logger.isEnabledFor(level);
    }

    /** Writes the message with its arguments in place of the {@code {}}. */
    public void info(String message, Object... arguments) {
        if (logger.isInfoEnabled()) {
            logger.callAppenders(line(Level.INFO, message, arguments));
        }
    }

    /** Writes the message with these fields beside it. */
    public void write(Level level, String message, KeyValuePair... fields) {
        if (logger.isEnabledFor(level)) {
            LoggingEvent line = line(level, message);
            for (KeyValuePair field : fields) {
                line.addKeyValuePair(field);
            }
            logger.callAppenders(line);
        }
    }

    private LoggingEvent line(Level level, String message, Object... arguments) {
        StackTraceElement[] place = places.get(message);
        if (place == null) {
            place = CallSite.current();
            places.put(message, place);
        }
        LoggingEvent line = new LoggingEvent(name, logger, level, message, null, arguments);
        line.setCallerData(place);
        return line;
    }
}
