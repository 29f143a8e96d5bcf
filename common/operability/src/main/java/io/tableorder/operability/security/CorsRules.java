package io.tableorder.operability.security;

import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.FieldError;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemWriter;
import io.tableorder.operability.text.OperabilityText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * These rules say which pages' scripts may call the API and read its answers. Tokens travel in a header, so no cookies
 * are allowed.
 */
final class CorsRules {

    private CorsRules() {}

    static CorsFilter filter(List<String> origins, ProblemWriter problems) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(origins);
        configuration.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        configuration.setAllowedHeaders(List.of(
                "Authorization",
                "Accept",
                "Accept-Language",
                "Content-Type",
                "Idempotency-Key",
                "If-Match",
                "If-None-Match",
                "Last-Event-ID",
                "X-Request-ID",
                "traceparent",
                // Sent by fetch with no-store, by libraries that mark their requests, and beside traceparent.
                "Cache-Control",
                "Pragma",
                "X-Requested-With",
                "tracestate"));
        configuration.setExposedHeaders(List.of(
                "X-Position", "X-Request-ID", "ETag", "Idempotency-Replayed", "Retry-After", "X-Heartbeat-Interval"));
        configuration.setMaxAge(Duration.ofHours(1));
        // Without a list nothing is told to browsers, which then keep pages of other origins out by themselves.
        CorsConfigurationSource source = _ -> origins.isEmpty() ? null : configuration;
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new RefusingProcessor(problems));
        return filter;
    }

    /** Spring parses the header with every request, and fails on a port that is no number. */
    static boolean isOrigin(String header) {
        if (header.equals("null")) {
            return true;
        }
        try {
            URI origin = new URI(header);
            return origin.getScheme() != null && origin.getHost() != null && origin.getPort() <= 65_535;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Refuses with a problem document, where Spring answers in plain text. */
    private record RefusingProcessor(ProblemWriter problems) implements CorsProcessor {

        private static final DefaultCorsProcessor SPRING = new DefaultCorsProcessor();
        private static final Problem MALFORMED = Problem.of(ErrorCode.VALIDATION_ERROR)
                .withErrors(List.of(new FieldError("Origin", OperabilityText.NOT_AN_ORIGIN)));

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            String origin = request.getHeader("Origin");
            if (origin != null && !isOrigin(origin)) {
                problems.write(request, response, MALFORMED);
                return false;
            }
            boolean refused = configuration != null
                    && CorsUtils.isCorsRequest(request)
                    && configuration.checkOrigin(origin) == null;
            if (refused) {
                response.addHeader("Vary", "Origin");
                problems.write(request, response, Problem.of(ErrorCode.FORBIDDEN, OperabilityText.ORIGIN_NOT_LISTED));
                return false;
            }
            return SPRING.processRequest(configuration, request, response);
        }
    }
}
