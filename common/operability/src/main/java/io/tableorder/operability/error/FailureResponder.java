package io.tableorder.operability.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers a failed request, and logs the failure once if it is ours. */
final class FailureResponder {

    private static final Logger LOG = LoggerFactory.getLogger(FailureResponder.class);

    private final Problems problems;
    private final ProblemWriter writer;

    FailureResponder(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        if (failure instanceof AsyncRequestNotUsableException || isHangUp(failure)) {
            LOG.debug("The caller hung up: {}", failure.getMessage());
            return;
        }
        Problem problem = problems.of(failure);
        log(request, failure, problem);
        if (failure instanceof ErrorResponse known) {
            // Such as Allow, which tells what a path does take.
            known.getHeaders().forEach((name, values) -> copy(response, name, values));
        }
        writer.write(request, response, problem);
    }

    private static void copy(HttpServletResponse response, String name, Iterable<String> values) {
        if (!response.isCommitted() && !name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
            response.setHeader(name, String.join(", ", values));
        }
    }

    private static void log(HttpServletRequest request, Throwable failure, Problem problem) {
        switch (problem.code().blame()) {
            case CALLER -> LOG.debug("Refused: {}", failure.toString());
            case CIRCUMSTANCES -> {
                if (!(failure instanceof ProblemException)) {
                    LOG.warn("Answered 503: {}", failure.toString());
                }
            }
            case SERVICE ->
                LOG.atError()
                        .setCause(failure)
                        .addKeyValue("method", request.getMethod())
                        .addKeyValue("path", request.getRequestURI())
                        .log("Unhandled exception: {}", failure.toString());
        }
    }

    /** Recognises by its name Tomcat's sign that the connection is gone; there is nobody left to answer. */
    private static boolean isHangUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().equals("ClientAbortException")) {
                return true;
            }
        }
        return false;
    }
}
