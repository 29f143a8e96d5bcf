package io.tableorder.projector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.LogLines;
import io.tableorder.fixture.StoreLog;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.projector.project.Applied;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.MDC;

@ResourceLock("logging") // Spring drops every line while it sets logging up.
class BatchLogLinesTest {

    private static final List<RecordedEvent> EVENTS =
            Evening.log().entries().stream().map(StoreLog.Entry::event).toList();

    private ILoggingEvent lineOfABatchThatTook(Duration took) {
        try (LogLines lines = LogLines.of(BatchLogLines.class)) {
            new BatchLogLines().write(new Applied(EVENTS, List.of(), List.of(), List.of()), took);
            assertThat(lines.events()).hasSize(1);
            return lines.events().getFirst();
        }
    }

    @Test
    void a_batch_has_one_line_which_names_its_requests_and_how_far_it_reaches() {
        ILoggingEvent line = lineOfABatchThatTook(Duration.ofMillis(12));

        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getFormattedMessage())
                .isEqualTo("Projected %d events up to %s in 12 ms"
                        .formatted(EVENTS.size(), EVENTS.getLast().position()));
        String first = EVENTS.stream()
                .map(event -> event.stamp().requestId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        assertThat(line.getMDCPropertyMap().get(LogContext.REQUEST_ID).split(","))
                .contains(first)
                .hasSizeLessThanOrEqualTo(20);
        assertThat(MDC.get(LogContext.REQUEST_ID)).as("afterwards").isNull();
    }

    @Test
    void a_batch_of_a_second_is_a_warning() {
        assertThat(lineOfABatchThatTook(Duration.ofSeconds(1)).getLevel()).isEqualTo(Level.WARN);
    }
}
