package io.tableorder.api.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.tableorder.api.idempotency.Write;
import io.tableorder.operability.error.ErrorCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds to an operation every status it can fail with, the codes of each, and the headers of its answers. */
final class ApiErrors {

    private static final Set<Integer> TO_BE_REPEATED = Set.of(429, 503);

    private ApiErrors() {}

    /**
     * Describes every status of the operation.
     *
     * @param own the codes that only this operation has, by status; they stand in place of the usual ones of the status.
     *     No codes mean that it never answers with the status
     */
    static void describe(Operation operation, Map<Integer, List<String>> own) {
        Map<Integer, Set<String>> codes = usual(operation);
        own.forEach((status, named) -> codes.put(status, new LinkedHashSet<>(named)));
        codes.values().removeIf(Set::isEmpty);
        codes.forEach((status, named) -> {
            ApiResponse problem = problem(String.join(", ", named));
            if (TO_BE_REPEATED.contains(status)) {
                problem.addHeaderObject("Retry-After", header("Seconds after which to try again"));
            }
            boolean described = operation.getResponses().containsKey(status.toString());
            if (!described) {
                operation.getResponses().addApiResponse(status.toString(), problem);
            }
        });
        describeHeaders(operation);
    }

    private static Map<Integer, Set<String>> usual(Operation operation) {
        Map<Integer, Set<String>> codes = new TreeMap<>();
        boolean secured = operation.getSecurity() != null;
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (secured) {
            add(codes, ErrorCode.AUTH_ERROR, ErrorCode.FORBIDDEN, ErrorCode.SERVICE_UNAVAILABLE);
        }
        if (!parameters.isEmpty() || operation.getRequestBody() != null) {
            add(codes, ErrorCode.VALIDATION_ERROR);
        }
        if (has(parameters, "path")) {
            add(codes, ErrorCode.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            add(codes, ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE, ErrorCode.SERVICE_UNAVAILABLE);
        }
        if (isNamed(parameters, Write.IDEMPOTENCY_KEY)) {
            add(codes, ErrorCode.CONFLICT, ErrorCode.IDEMPOTENCY_KEY_REUSED, ErrorCode.RATE_LIMITED);
        }
        if (isNamed(parameters, "after")) {
            add(codes, ErrorCode.POSITION_UNKNOWN);
        }
        if (isNamed(parameters, Write.IF_MATCH)) {
            add(codes, ErrorCode.VERSION_MISMATCH);
        }
        return codes;
    }

    private static void add(Map<Integer, Set<String>> codes, ErrorCode... added) {
        for (ErrorCode code : added) {
            codes.computeIfAbsent(code.status().value(), _ -> new LinkedHashSet<>())
                    .add(code.name());
        }
    }

    private static boolean has(List<Parameter> parameters, String in) {
        return parameters.stream().anyMatch(parameter -> in.equals(parameter.getIn()));
    }

    private static boolean isNamed(List<Parameter> parameters, String name) {
        return parameters.stream().anyMatch(parameter -> name.equals(parameter.getName()));
    }

    private static void describeHeaders(Operation operation) {
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        boolean write = isNamed(parameters, Write.IDEMPOTENCY_KEY);
        boolean tagged = isNamed(parameters, "If-None-Match") || isNamed(parameters, Write.IF_MATCH);
        operation.getResponses().forEach((status, answer) -> {
            answer.addHeaderObject("X-Request-ID", header("Identifies the request in all logs"));
            if (status.startsWith("2") && write) {
                answer.addHeaderObject("X-Position", header("Position of the event; a read with after= includes it"));
                answer.addHeaderObject(Write.REPLAYED, header("true when an earlier request with the key did it"));
            }
            if (status.startsWith("2") && tagged) {
                answer.addHeaderObject("ETag", header("The version, for If-Match or If-None-Match"));
            }
        });
        if (isNamed(parameters, "If-None-Match")) {
            operation
                    .getResponses()
                    .addApiResponse("304", new ApiResponse().description("Not changed since that version"));
        }
    }

    static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType()
                                        .schema(new Schema<>().$ref("#/components/schemas/" + ApiOperations.PROBLEM))));
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }
}
