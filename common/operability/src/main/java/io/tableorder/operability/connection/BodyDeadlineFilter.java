package io.tableorder.operability.connection;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives a request's body a deadline, on connections that have one. */
final class BodyDeadlineFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (hasBody && request.getAttribute(BodyPatience.ATTRIBUTE) instanceof BodyPatience patience) {
            TimedRequest timed = new TimedRequest(request, patience);
            try {
                chain.doFilter(timed, response);
            } finally {
                timed.finished();
            }
        } else {
            chain.doFilter(request, response);
        }
    }
}
