package io.tableorder.operability.request;

import ch.qos.logback.classic.Level;
import io.tableorder.operability.logging.LogContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives each request its id, and tells the log and the observers of its beginning and end. */
final class RequestFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient List<RequestObserver> observers;

    RequestFilter(List<RequestObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        Level level = isProbe(request) ? Level.DEBUG : Level.INFO;
        String requestId = RequestContext.requestId(request);
        MDC.put(LogContext.REQUEST_ID, requestId);
        MDC.put(LogContext.TRACE_ID, RequestContext.traceId(RequestContext.traceparent(request)));
        response.setHeader(RequestContext.REQUEST_ID_HEADER, requestId);
        try {
            RequestLog.started(request, level);
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Completion(request, response, start, level));
            } else {
                complete(request, response, start, level);
            }
            MDC.clear();
        }
    }

    /** Asked every few seconds by machines: at INFO they would drown what people did. */
    private static boolean isProbe(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/health");
    }

    private void complete(HttpServletRequest request, HttpServletResponse response, long start, Level level) {
        long nanoseconds = System.nanoTime() - start;
        RequestLog.completed(response.getStatus(), nanoseconds, level);
        String contentType = response.getContentType();
        boolean stream = contentType != null && contentType.startsWith("text/event-stream");
        for (RequestObserver observer : observers) {
            observer.answered(request, response.getStatus(), nanoseconds, stream);
        }
    }

    /** The end of a request that outlives its first thread, such as a stream; the MDC is the one it began with. */
    private final class Completion implements AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long start;
        private final Level level;
        private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

        Completion(HttpServletRequest request, HttpServletResponse response, long start, Level level) {
            this.request = request;
            this.response = response;
            this.start = start;
            this.level = level;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            Map<String, String> before = MDC.getCopyOfContextMap();
            restore(context);
            try {
                complete(request, response, start, level);
            } finally {
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
