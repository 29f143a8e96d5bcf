package io.tableorder.operability.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.sun.net.httpserver.HttpServer;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.operability.settings.AppSettings;
import io.tableorder.operability.settings.AppSettings.LogLevel;
import io.tableorder.operability.settings.ErrorReportSettings;
import io.tableorder.wire.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

class ErrorReportsTest {

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final LoggerContext logging = new LoggerContext();
    private final Logger log = logging.getLogger("io.tableorder.Example");
    private HttpServer server;
    private URI address;
    private Webhook webhook;
    private ErrorReports reports;

    @BeforeEach
    void listen() throws Exception {
        logging.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            received.add(Json.mapper().readTree(exchange.getRequestBody().readAllBytes()));
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        webhook = new Webhook(address);
        reports = new ErrorReports("order-api", "1.0.0", new ReportLimits(InstantSource.system()), webhook);
        reports.setContext(logging);
        reports.start();
        logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(reports);
    }

    @AfterEach
    void close() {
        mayAnswer.countDown();
        reports.stop();
        webhook.close();
        server.stop(0);
        MDC.clear();
    }

    @Test
    void an_error_is_told_once_with_what_it_takes_to_find_it_and_without_secrets() {
        mayAnswer.countDown();
        MDC.put(LogContext.STORE_ID, "gangnam");
        MDC.put(LogContext.REQUEST_ID, "r-1");
        MDC.put(LogContext.TRACE_ID, "0af7651916cd43dd8448eb211c80319c");
        log.warn("not an error");
        for (int i = 0; i < 3; i++) {
            log.error("Parked {} password=hunter2", i, new IllegalStateException("Bearer abcdefghijklmnop"));
        }
        MDC.put(LogContext.STORE_ID, "hongdae");
        log.error("Parked {} password=hunter2", 9);

        await().until(() -> received.size() == 2);
        JsonNode report = received.getFirst();
        assertThat(report.path("service").asString()).isEqualTo("order-api");
        assertThat(report.path("logger").asString()).isEqualTo("io.tableorder.Example");
        assertThat(report.path("message").asString()).startsWith("Parked 0 password=***");
        assertThat(report.path("exception").asString()).contains("IllegalStateException", "Bearer ***");
        assertThat(report.path("store_id").asString()).isEqualTo("gangnam");
        assertThat(report.path("request_id").asString()).isEqualTo("r-1");
        assertThat(report.path("trace_id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(report.path("repeated").asInt()).isZero();
        assertThat(received.toString()).doesNotContain("hunter2", "abcdefgh");
        assertThat(received.getLast().path("store_id").asString()).isEqualTo("hongdae");
    }

    /** Were one line to wait for the receiver, which never answers here, the loop would not end. */
    @Test
    void nobody_waits_for_a_receiver_that_does_not_answer() {
        for (int i = 0; i < 1_000; i++) {
            log.error("Error of kind " + i);
        }

        await().until(() -> !received.isEmpty());
        assertThat(received).hasSize(1);
    }

    @Test
    void the_traces_receiver_being_away_is_nobodys_alarm() {
        mayAnswer.countDown();
        logging.getLogger("io.opentelemetry.exporter").error("Failed to export spans");
        log.error("Something real");

        await().until(() -> !received.isEmpty());
        assertThat(received.getFirst().path("message").asString()).isEqualTo("Something real");
    }

    @Test
    void a_service_that_is_set_a_webhook_tells_it_from_its_start_to_its_end() {
        mayAnswer.countDown();
        org.slf4j.Logger anybody = LoggerFactory.getLogger("io.tableorder.Anybody");
        SmartLifecycle service = new ErrorReportAutoConfiguration()
                .errorReporting(
                        new ErrorReportSettings(address),
                        new AppSettings("Table Order", "1.0.0", false, LogLevel.INFO),
                        "sse-notifier");

        service.start();
        anybody.error("While it runs");
        await().until(() -> !received.isEmpty());
        service.stop();
        anybody.error("After its end");

        assertThat(received).hasSize(1);
        assertThat(received.getFirst().path("service").asString()).isEqualTo("sse-notifier");
        assertThat(new ErrorReportSettings(address).toString()).doesNotContain("127.0.0.1");
    }
}
