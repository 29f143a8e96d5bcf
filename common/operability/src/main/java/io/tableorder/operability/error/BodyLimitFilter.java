package io.tableorder.operability.error;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Refuses long bodies before they are read; those that do not say their length, while they are. */
final class BodyLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

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

    private static final class CountedRequest extends HttpServletRequestWrapper {

        private final int maximumBytes;
        private @Nullable CountedBody body;

        CountedRequest(HttpServletRequest request, int maximumBytes) {
            super(request);
            this.maximumBytes = maximumBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new CountedBody(super.getInputStream(), maximumBytes);
            }
            return body;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class CountedBody extends ServletInputStream {

        private final ServletInputStream body;
        private final int maximumBytes;
        private int bytes;

        CountedBody(ServletInputStream body, int maximumBytes) {
            this.body = body;
            this.maximumBytes = maximumBytes;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws BodyTooLargeException {
            bytes += read;
            if (bytes > maximumBytes) {
                throw new BodyTooLargeException(maximumBytes);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
