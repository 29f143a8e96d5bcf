package io.tableorder.operability.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.event.KeyValuePair;

/**
 * Keeps what Kafka's clients warn of to a line every ten seconds for each kind: a client that is told that its topic is gone asks again
 * at once, and warns thousands of times a second. A line says for how many {@code others} it speaks. Lines below a warning, and those
 * of everybody else, pass.
 */
public final class RepeatedKafkaLines extends Filter<ILoggingEvent> {

    private static final String KAFKA = "org.apache.kafka.";

    /**
     * Kinds that are remembered, each some 300 bytes. The clients have some dozens; a message that is made with a value in it is
     * a kind each time, and then all are forgotten and begin anew.
     */
    private static final int MAXIMUM_KINDS = 1_000;

    private final Map<Kind, RepeatedLine> kinds = new ConcurrentHashMap<>();

    private record Kind(String logger, String message) {}

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (!event.getLoggerName().startsWith(KAFKA) || !event.getLevel().isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        if (kinds.size() >= MAXIMUM_KINDS) {
            kinds.clear();
        }
        long[] others = {-1};
        kinds.computeIfAbsent(new Kind(event.getLoggerName(), event.getMessage()), _ -> new RepeatedLine())
                .write(count -> others[0] = count);
        if (others[0] < 0) {
            return FilterReply.DENY;
        }
        if (others[0] > 0 && event instanceof LoggingEvent line) {
            line.addKeyValuePair(new KeyValuePair("others", others[0]));
        }
        return FilterReply.NEUTRAL;
    }
}
