package io.tableorder.operability.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.tableorder.wire.EventHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Traces through Micrometer. */
final class SentTraces implements Traces {

    /** A log read again from its beginning must not tell the receiver of traces that it has long put away. */
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private final Tracer tracer;
    private final Propagator propagator;
    private final InstantSource clock;

    SentTraces(Tracer tracer, Propagator propagator, InstantSource clock) {
        this.tracer = tracer;
        this.propagator = propagator;
        this.clock = clock;
    }

    @Override
    public Part begin(Kind kind, String name, @Nullable String parentTraceparent) {
        return new SpanPart(builder(parentTraceparent)
                .kind(Span.Kind.valueOf(kind.name()))
                .name(name)
                .start());
    }

    private Span.Builder builder(@Nullable String parentTraceparent) {
        return parentTraceparent == null
                ? tracer.spanBuilder().setNoParent()
                : propagator.extract(
                        parentTraceparent, (traceparent, key) -> key.equals(Traceparent.HEADER) ? traceparent : null);
    }

    @Override
    public void consumed(String name, List<ConsumerRecord<byte[], byte[]>> records, Duration took) {
        long end = clock.millis();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String parent = Traceparent.wellFormed(EventHeaders.text(record, EventHeaders.TRACE_PARENT));
            if (parent != null && Traceparent.isSampled(parent) && end - record.timestamp() < OLDEST.toMillis()) {
                consumed(name, record, parent, TimeUnit.MILLISECONDS.toNanos(end) - took.toNanos(), end);
            }
        }
    }

    private void consumed(
            String name, ConsumerRecord<byte[], byte[]> record, String parent, long startNanos, long endMillis) {
        Span span = builder(parent)
                .kind(Span.Kind.CONSUMER)
                .name(name)
                .startTimestamp(startNanos, TimeUnit.NANOSECONDS)
                .tag("messaging.system", "kafka")
                .tag("messaging.destination.name", record.topic())
                .tag("messaging.destination.partition.id", Integer.toString(record.partition()))
                .tag("messaging.kafka.offset", Long.toString(record.offset()))
                .tag("tableorder.event.type", String.valueOf(EventHeaders.text(record, EventHeaders.TYPE)))
                .start();
        span.end(endMillis, TimeUnit.MILLISECONDS);
    }

    private record SpanPart(Span span) implements Part {

        @Override
        public String traceparent() {
            TraceContext context = span.context();
            return Traceparent.of(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
        }

        @Override
        public void rename(String name) {
            span.name(name);
        }

        @Override
        public void tag(String name, String value) {
            span.tag(name, value);
        }

        @Override
        public void failed() {
            span.tag("error", "true");
        }

        @Override
        public void close() {
            span.end();
        }
    }
}
