package io.tableorder.operability.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedKafkaLinesTest {

    private static final String FETCHES = "org.apache.kafka.clients.consumer.internals.FetchCollector";

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void write_through_the_filter() {
        RepeatedKafkaLines filter = new RepeatedKafkaLines();
        filter.start();
        written.addFilter(filter);
        written.start();
        context.getLogger("ROOT").setLevel(Level.INFO);
        context.getLogger("ROOT").addAppender(written);
    }

    @Test
    void a_client_that_warns_without_end_fills_no_log() {
        for (int i = 0; i < 5_000; i++) {
            context.getLogger(FETCHES)
                    .warn("Received unknown topic in fetch for partition {}", "order-events-" + i % 12);
        }

        assertThat(written.list).hasSize(1);
    }

    @Test
    void another_warning_and_another_client_are_heard() {
        context.getLogger(FETCHES).warn("one");
        context.getLogger(FETCHES).warn("two");
        context.getLogger("org.apache.kafka.clients.NetworkClient").error("one");

        assertThat(written.list).hasSize(3);
    }

    @Test
    void nobody_elses_lines_are_kept_back_and_none_below_a_warning() {
        for (int i = 0; i < 3; i++) {
            context.getLogger("io.tableorder.test").warn("again");
            context.getLogger(FETCHES).info("again");
        }

        assertThat(written.list).hasSize(6);
    }
}
