package io.tableorder.operability.error;

import io.tableorder.operability.request.RequestContext;
import io.tableorder.operability.text.Language;
import io.tableorder.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem document, from wherever in the server a request fails. */
public final class ProblemWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

    /** The JSON of all answers, so that what an error is about looks as it does elsewhere. */
    private static final JsonMapper JSON = Json.mapper();

    /** Does nothing once the answer is on its way: half an answer cannot be taken back. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem failure) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Problem problem = BodyLimitFilter.judge(request, failure);
        if (problem.code() == ErrorCode.FORBIDDEN) {
            // Whoever is logged in and asks for what is not theirs is of interest; the line's context says who it is.
            LOG.info("Forbidden: {} {}", request.getMethod(), request.getRequestURI());
        }
        response.resetBuffer();
        response.setStatus(problem.code().status().value());
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        if (problem.retryAfter() != null) {
            response.setHeader(
                    "Retry-After",
                    Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
        }
        byte[] body = JSON.writeValueAsBytes(document(request, problem));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static Map<String, Object> document(HttpServletRequest request, Problem problem) {
        Locale language = Language.of(request);
        ErrorCode code = problem.code();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", code.type());
        document.put("title", code.status().getReasonPhrase());
        document.put("status", code.status().value());
        document.put("detail", problem.detail().in(language));
        document.put("error_code", code.name());
        document.put("request_id", RequestContext.requestId(request));
        if (!problem.errors().isEmpty()) {
            document.put("errors", errors(problem.errors(), language));
        }
        problem.members().forEach(document::putIfAbsent);
        return document;
    }

    private static List<ErrorDocument> errors(List<FieldError> errors, Locale language) {
        return errors.stream()
                .map(error -> new ErrorDocument(error.field(), error.message().in(language)))
                .toList();
    }

    private record ErrorDocument(String field, String message) {}
}
