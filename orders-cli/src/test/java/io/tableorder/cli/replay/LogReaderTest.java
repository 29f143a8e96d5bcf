package io.tableorder.cli.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.StoreLog;
import io.tableorder.wire.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    /** Behind whatever transaction markers are still on their way. */
    private static final int FAR = 1_000;

    @Test
    void a_log_that_gives_no_more_ends_the_reading_within_the_bound() throws Exception {
        try (KafkaLog kafka = new KafkaLog();
                LogReader log = LogReader.open(kafka.settings(), Topics.ORDER_EVENTS, Duration.ofSeconds(1))) {
            var _ = StoreLog.opened(KafkaLog.storeIn(1, "store"), kafka.partition(1));
            LogReader.Span all = log.everything(1);

            assertThatThrownBy(() -> log.read(new LogReader.Span(1, all.start(), all.end() + FAR), _ -> true))
                    .isInstanceOf(LogAccessException.class)
                    .hasMessageContaining("order-events-1");
        }
    }
}
