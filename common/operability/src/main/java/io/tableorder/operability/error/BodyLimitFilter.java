package io.tableorder.operability.error;

import io.tableorder.operability.connection.WatchedRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Refuses long bodies before they are read; those that do not say their length, while they are. */
final class BodyLimitFilter extends HttpFilter {

    private record PatternLimit(PathPattern pattern, int maximumBytes) {}

    private final int defaultMaximumBytes;
    private final transient List<PatternLimit> exceptions;
    private final transient ProblemWriter problems;

    BodyLimitFilter(int defaultMaximumBytes, List<BodyLimit> exceptions, ProblemWriter problems) {
        this.defaultMaximumBytes = defaultMaximumBytes;
        this.exceptions = exceptions.stream()
                .map(limit ->
                        new PatternLimit(PathPatternParser.defaultInstance.parse(limit.path()), limit.maximumBytes()))
                .toList();
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int maximumBytes = maximumBytes(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (request.getContentLengthLong() > maximumBytes) {
            problems.write(request, response, BodyTooLargeException.problem(maximumBytes));
        } else if (request.getHeader("Transfer-Encoding") != null) {
            chain.doFilter(new CountedRequest(request, maximumBytes), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private int maximumBytes(String path) {
        PathContainer segments = PathContainer.parsePath(path);
        for (PatternLimit exception : exceptions) {
            if (exception.pattern().matches(segments)) {
                return exception.maximumBytes();
            }
        }
        return defaultMaximumBytes;
    }

    private static final class CountedRequest extends WatchedRequest {

        private final int maximumBytes;
        private int bytes;

        CountedRequest(HttpServletRequest request, int maximumBytes) {
            super(request);
            this.maximumBytes = maximumBytes;
        }

        @Override
        protected void arrived(int read) throws BodyTooLargeException {
            bytes += Math.max(read, 0);
            if (bytes > maximumBytes) {
                throw new BodyTooLargeException(maximumBytes);
            }
        }
    }
}
