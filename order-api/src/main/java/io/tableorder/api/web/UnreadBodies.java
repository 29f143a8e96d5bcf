package io.tableorder.api.web;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
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
            throw new ProblemException(ErrorCode.VALIDATION_ERROR, ApiText.NO_BODY_TAKEN);
        }
        if (read.isMissingNode()) {
            return;
        }
        if (!read.isObject()) {
            throw new ProblemException(ErrorCode.VALIDATION_ERROR, ApiText.NO_BODY_TAKEN);
        }
        read.propertyNames().stream().findFirst().ifPresent(member -> {
            throw ProblemException.invalid(member, ApiText.NO_MEMBERS_TAKEN);
        });
    }
}
