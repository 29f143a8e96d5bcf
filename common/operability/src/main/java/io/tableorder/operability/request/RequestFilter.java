package io.tableorder.operability.request;

import ch.qos.logback.classic.Level;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.operability.tracing.Traceparent;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.operability.tracing.Traces.Part;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/** Gives each request its id, and tells the log and the observers of its beginning and end. */
final class RequestFilter extends HttpFilter {

    private static final int SERVER_ERROR = 500;

    /** Nineteen of twenty requests are to be quicker (P95 of the operability design, 3.3). */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Traces UNTRACED = Traces.off();

    private final transient List<RequestObserver> observers;
    private final transient Traces traces;

    RequestFilter(List<RequestObserver> observers, Traces traces) {
        this.observers = List.copyOf(observers);
        this.traces = traces;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        boolean probe = isProbe(request);
        Level level = probe ? Level.DEBUG : Level.INFO;
        Part part = (probe ? UNTRACED : traces)
                .begin(
                        Traces.Kind.SERVER,
                        request.getMethod(),
                        Traceparent.wellFormed(request.getHeader(Traceparent.HEADER)));
        String requestId = RequestContext.requestId(request);
        MDC.put(LogContext.REQUEST_ID, requestId);
        String traceparent = part.traceparent();
        MDC.put(LogContext.TRACE_ID, Traceparent.traceId(traceparent));
        Traceparent.enter(traceparent);
        response.setHeader(RequestContext.REQUEST_ID_HEADER, requestId);
        try {
            RequestLogLines.started(request, level);
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Completion(request, response, start, level, part));
            } else {
                complete(request, response, start, level, part);
            }
            Traceparent.leave();
            MDC.clear();
        }
    }

    /** Recognises what machines ask every few seconds: at INFO it would drown what people did. */
    private static boolean isProbe(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/health");
    }

    private void complete(
            HttpServletRequest request, HttpServletResponse response, long start, Level level, Part part) {
        long nanoseconds = System.nanoTime() - start;
        String contentType = response.getContentType();
        boolean stream = contentType != null && contentType.startsWith("text/event-stream");
        boolean slow = !stream && nanoseconds > SLOW.toNanos();
        RequestLogLines.completed(response.getStatus(), nanoseconds, slow ? Level.WARN : level);
        for (RequestObserver observer : observers) {
            observer.answered(request, response.getStatus(), nanoseconds, stream);
        }
        end(part, request, response.getStatus());
    }

    private static void end(Part part, HttpServletRequest request, int status) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            part.rename(request.getMethod() + " " + route);
        }
        part.tag("http.response.status_code", Integer.toString(status));
        part.tag("request_id", RequestContext.requestId(request));
        if (status >= SERVER_ERROR) {
            part.failed();
        }
        part.close();
    }

    /** The end of a request that outlives its first thread, such as a stream; the MDC is the one it began with. */
    private final class Completion implements AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long start;
        private final Level level;
        private final Part part;
        private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

        Completion(HttpServletRequest request, HttpServletResponse response, long start, Level level, Part part) {
            this.request = request;
            this.response = response;
            this.start = start;
            this.level = level;
            this.part = part;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            Map<String, String> before = MDC.getCopyOfContextMap();
            restore(context);
            Traceparent.enter(part.traceparent());
            try {
                complete(request, response, start, level, part);
            } finally {
                Traceparent.leave();
                restore(before);
            }
        }

        private static void restore(@Nullable Map<String, String> map) {
            if (map == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(map);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
