package io.tableorder.operability.error;

import io.tableorder.operability.connection.WatchedRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Refuses long bodies before they are read; those that do not say their length, while they are. */
final class BodyLimitFilter extends HttpFilter {

    private static final String COUNTED = BodyLimitFilter.class.getName() + ".counted";

    /** Read at once of what nobody wants. */
    private static final int DISCARDED_BYTES = 8 * 1024;

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
            CountedRequest counted = new CountedRequest(request, maximumBytes);
            request.setAttribute(COUNTED, counted);
            chain.doFilter(counted, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * Returns what is to be answered to a body that nobody has read: that it is too long, if it is. One that says its length
     * is told so before anything else; one that does not must not be told instead that its type is wrong.
     */
    static Problem judge(HttpServletRequest request, Problem problem) {
        return request.getAttribute(COUNTED) instanceof CountedRequest counted
                        && problem.code() == ErrorCode.UNSUPPORTED_MEDIA_TYPE
                        && counted.isTooLong()
                ? BodyTooLargeException.problem(counted.maximumBytes)
                : problem;
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

        /** Reads on until the body ends or is longer than the limit. */
        private boolean isTooLong() {
            byte[] discarded = new byte[DISCARDED_BYTES];
            try {
                InputStream body = getInputStream();
                int read = 0;
                while (read >= 0) {
                    read = body.read(discarded);
                }
                return false;
            } catch (BodyTooLargeException tooLong) {
                return true;
            } catch (IOException gone) {
                return false;
            }
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
