package io.tableorder.operability.tracing;

import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/** The trace of the request that the thread serves, as Prometheus' client asks for it. */
final class RequestExemplars implements SpanContext {

    @Override
    public @Nullable String getCurrentTraceId() {
        String current = Traceparent.current();
        return current == null ? null : Traceparent.traceId(current);
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        String current = Traceparent.current();
        return current == null ? null : Traceparent.spanId(current);
    }

    @Override
    public boolean isCurrentSpanSampled() {
        String current = Traceparent.current();
        return current != null && Traceparent.isSampled(current);
    }

    /** Nothing is kept for its exemplar's sake: receivers keep what is sampled. */
    @Override
    public void markCurrentSpanAsExemplar() {}
}
