package io.tableorder.api.web;

import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses members in the body of a request whose handler reads none. Whoever sends them means something by them, and an
 * answer as if they had been heeded would be a lie. An empty body and an empty object are taken.
 */
final class UnreadBodies implements HandlerInterceptor {

    private static final Wording UNKNOWN = new Wording("이 요청은 본문 항목을 받지 않습니다", "This request takes no members");
    private static final Wording NO_OBJECT =
            new Wording("이 요청의 본문은 비어 있거나 {}여야 합니다", "The body of this request must be empty or {}");

    private final JsonMapper json;

    UnreadBodies(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method && !readsBody(method)) {
            requireEmpty(request.getInputStream().readAllBytes());
        }
        return true;
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private void requireEmpty(byte[] body) {
        JsonNode read;
        try {
            read = json.readTree(body);
        } catch (JacksonException e) {
            throw new ProblemException(ErrorCode.VALIDATION_ERROR, NO_OBJECT);
        }
        if (read.isMissingNode()) {
            return;
        }
        if (!read.isObject()) {
            throw new ProblemException(ErrorCode.VALIDATION_ERROR, NO_OBJECT);
        }
        read.propertyNames().stream().findFirst().ifPresent(member -> {
            throw ProblemException.invalid(member, UNKNOWN);
        });
    }
}
