package io.tableorder.operability.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLinesTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("io.tableorder.test");
    private final QueuedConsoleAppender appender = new QueuedConsoleAppender();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream console = System.out;

    @BeforeEach
    void write_here() {
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        context.setMDCAdapter(MDC.getMDCAdapter());
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void write_there_again() {
        System.setOut(console);
        MDC.clear();
        context.stop();
    }

    @Test
    void a_line_has_the_designs_fields_and_no_others() {
        MDC.put(LogContext.STORE_ID, "gangnam");
        MDC.put(LogContext.REQUEST_ID, "abcd1234");
        MDC.put(LogContext.USER_ID, "u-1");
        MDC.put(LogContext.TRACE_ID, "0af7651916cd43dd8448eb211c80319c");
        MDC.put("something_else", "x");
        log.warn("천천히 {}", 3, new IllegalStateException("why"));

        JsonNode line = lines().getFirst();

        assertThat(line.propertyNames())
                .containsExactly(
                        "timestamp",
                        "level",
                        "logger",
                        "message",
                        "module",
                        "function",
                        "line",
                        "store_id",
                        "request_id",
                        "user_id",
                        "trace_id",
                        "exception");
        assertThat(line.path("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(line.path("level").asString()).isEqualTo("WARNING");
        assertThat(line.path("message").asString()).isEqualTo("천천히 3");
        assertThat(line.path("module").asString()).isEqualTo("LogLinesTest");
        assertThat(line.path("function").asString()).isEqualTo("a_line_has_the_designs_fields_and_no_others");
        assertThat(line.path("line").asInt()).isPositive();
        assertThat(line.path("store_id").asString()).isEqualTo("gangnam");
        assertThat(line.path("exception").asString()).startsWith("java.lang.IllegalStateException: why");
    }

    @Test
    void a_field_of_a_request_stands_by_itself_and_any_other_pair_in_the_message() {
        log.atInfo()
                .addKeyValue("status_code", 201)
                .addKeyValue("duration_ms", 4.25)
                .addKeyValue("colour", "red")
                .log("Done");

        JsonNode line = lines().getFirst();

        assertThat(line.path("status_code").asInt()).isEqualTo(201);
        assertThat(line.path("duration_ms").asDouble()).isEqualTo(4.25);
        assertThat(line.path("message").asString()).isEqualTo("Done colour=red");
        assertThat(line.has("colour")).isFalse();
    }

    @Test
    void a_line_from_a_lambda_names_the_method_that_it_is_in() {
        Runnable lambda = () -> log.info("inside");
        lambda.run();

        assertThat(lines().getFirst().path("function").asString())
                .isEqualTo("a_line_from_a_lambda_names_the_method_that_it_is_in");
    }

    @Test
    void no_secret_reaches_a_line_be_it_in_the_message_or_the_exception() {
        log.error("login password=hunter2", new IllegalStateException("postgresql://app:hunter2@db/orders"));

        lines();

        assertThat(written.toString(StandardCharsets.UTF_8)).contains("***").doesNotContain("hunter2");
    }

    @Test
    void a_line_break_in_a_message_does_not_make_a_line() {
        log.info("one\n{\"level\":\"ERROR\"}");

        assertThat(lines()).hasSize(1);
    }

    @Test
    void stopping_loses_no_line_even_of_more_than_the_queue_holds() throws Exception {
        int threads = 4;
        int linesEach = 5_000;
        CountDownLatch logged = new CountDownLatch(threads);
        IntStream.range(0, threads)
                .forEach(thread -> Thread.ofVirtual().start(() -> {
                    IntStream.range(0, linesEach).forEach(i -> log.info("{}-{}", thread, i));
                    logged.countDown();
                }));
        logged.await();

        assertThat(lines().stream().map(line -> line.path("message").asString()).distinct())
                .hasSize(threads * linesEach);
    }

    @Test
    void an_interrupted_thread_still_logs_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        log.info("last words");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(lines()).hasSize(1);
    }

    private List<JsonNode> lines() {
        appender.stop();
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
