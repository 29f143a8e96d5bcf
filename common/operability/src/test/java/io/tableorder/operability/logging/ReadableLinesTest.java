package io.tableorder.operability.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;

/** What a developer sees with DEBUG. */
class ReadableLinesTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("io.tableorder.test.Kitchen");
    private final ReadableEncoder encoder = new ReadableEncoder();

    ReadableLinesTest() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        encoder.setContext(context);
        encoder.start();
    }

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private String line(Level level, String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent("", log, level, message, null, arguments);
        event.addKeyValuePair(new KeyValuePair("status_code", 201));
        return new String(encoder.encode(event), UTF_8);
    }

    @Test
    void a_line_is_time_level_request_place_and_words() {
        MDC.put(LogContext.REQUEST_ID, "abcd1234");

        assertThat(line(Level.INFO, "주문 {}", 7))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  \\[abcd1234] Kitchen: 주문 7 status_code=201\\R");
    }

    @Test
    void outside_a_request_there_is_a_dash_and_secrets_are_masked_as_in_JSON() {
        assertThat(line(Level.WARN, "password=hunter2"))
                .contains("WARN  [-] Kitchen: password=***")
                .doesNotContain("hunter2");
    }
}
