package io.tableorder.operability.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.tableorder.fixture.OtlpReceiver;
import io.tableorder.fixture.OtlpReceiver.Part;
import io.tableorder.operability.settings.AppSettings;
import io.tableorder.operability.settings.AppSettings.LogLevel;
import io.tableorder.operability.settings.TracingSettings;
import io.tableorder.wire.EventHeaders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String UNSAMPLED = "00-0af7651916cd43dd8448eb211c80319d-b7ad6b7169203331-00";
    private static final String OLD = "00-0af7651916cd43dd8448eb211c80319e-b7ad6b7169203331-01";

    private OtlpReceiver receiver;
    private SdkTracerProvider provider;

    private Traces traces(double sampled) throws Exception {
        receiver = new OtlpReceiver();
        TracingAutoConfiguration.Sent configuration = new TracingAutoConfiguration.Sent();
        provider = configuration.tracerProvider(
                new TracingSettings(URI.create(receiver.endpoint()), sampled),
                new AppSettings("Table Order", "1.0.0", false, LogLevel.INFO),
                "order-api");
        return configuration.sentTraces(provider, InstantSource.system());
    }

    @AfterEach
    void close() {
        Traceparent.leave();
        if (provider != null) {
            provider.close();
            receiver.close();
        }
    }

    @Test
    void parts_hang_together_over_what_is_handed_on() throws Exception {
        Traces traces = traces(1);
        String handedOn;
        try (Traces.Part request = traces.begin(Traces.Kind.SERVER, "GET", null)) {
            request.rename("GET /board");
            handedOn = request.traceparent();
        }
        traces.begin(Traces.Kind.PRODUCER, "append", handedOn).close();

        String trace = Traceparent.traceId(handedOn);
        await().until(() -> receiver.parts(trace).size() == 2);
        assertThat(receiver.parts(trace))
                .extracting(Part::service, Part::name, Part::parentId)
                .containsExactlyInAnyOrder(
                        tuple("order-api", "GET /board", ""),
                        tuple("order-api", "append", Traceparent.spanId(handedOn)));
    }

    @Test
    void of_traces_begun_here_the_set_share_is_sent_and_callers_decide_about_theirs() throws Exception {
        Traces none = traces(0);
        none.begin(Traces.Kind.SERVER, "GET", null).close();
        none.begin(Traces.Kind.SERVER, "GET", UNSAMPLED).close();
        none.begin(Traces.Kind.SERVER, "GET", SAMPLED).close();

        await().until(() -> !receiver.traces().isEmpty());
        provider.forceFlush().join(60, TimeUnit.SECONDS);
        assertThat(receiver.traces()).containsExactly(Traceparent.traceId(SAMPLED));
    }

    @Test
    void a_record_of_a_sampled_trace_that_is_not_long_over_has_a_part() throws Exception {
        Traces traces = traces(0);
        Instant now = Instant.now();

        traces.consumed(
                "project",
                List.of(
                        record(OLD, now.minus(Duration.ofHours(1))),
                        record(UNSAMPLED, now),
                        record("nonsense", now),
                        record(SAMPLED, now)),
                Duration.ofMillis(3));

        await().until(() -> !receiver.traces().isEmpty());
        provider.forceFlush().join(60, TimeUnit.SECONDS);
        assertThat(receiver.traces()).containsExactly(Traceparent.traceId(SAMPLED));
        assertThat(receiver.parts(Traceparent.traceId(SAMPLED)).getFirst().parentId())
                .isEqualTo(Traceparent.spanId(SAMPLED));
    }

    @Test
    void exemplars_are_of_the_request_that_the_thread_serves() {
        RequestExemplars exemplars = new RequestExemplars();
        assertThat(exemplars.getCurrentTraceId()).isNull();
        assertThat(exemplars.isCurrentSpanSampled()).isFalse();

        Traceparent.enter(SAMPLED);

        assertThat(exemplars.getCurrentTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(exemplars.getCurrentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(exemplars.isCurrentSpanSampled()).isTrue();
    }

    private static ConsumerRecord<byte[], byte[]> record(String traceparent, Instant time) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(EventHeaders.TRACE_PARENT, traceparent.getBytes(UTF_8));
        headers.add(EventHeaders.TYPE, "io.tableorder.order.placed.v1".getBytes(UTF_8));
        return new ConsumerRecord<>(
                "order-events",
                0,
                7,
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                new byte[0],
                headers,
                Optional.empty());
    }
}
