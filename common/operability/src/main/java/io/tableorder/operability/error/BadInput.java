package io.tableorder.operability.error;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which part of a request is wrong, under the name the client gave it. */
final class BadInput {

    private static final Wording MISSING = new Wording("필수 값입니다", "is required");
    private static final Wording WRONG_FORM = new Wording("형식이 올바르지 않습니다", "has the wrong form");
    private static final Wording UNKNOWN_MEMBER =
            new Wording("알 수 없는 항목입니다. 사용할 수 있는 항목: %s", "is not known, expected one of: %s");
    private static final Wording NOT_JSON =
            new Wording("JSON 형식이 올바르지 않거나 같은 항목이 두 번 있습니다", "The body is not well-formed JSON, or has a member twice");
    private static final Wording NO_BODY = new Wording("요청 본문이 필요합니다", "The request needs a body");
    private static final Pattern CAMEL_HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private BadInput() {}

    static Problem of(Throwable failure, ErrorResponse response) {
        Problem problem = Problem.of(ErrorCode.of(response.getStatusCode().value()));
        return switch (failure) {
            case MissingServletRequestParameterException missing ->
                problem.withErrors(List.of(new FieldError(missing.getParameterName(), MISSING)));
            case MissingRequestHeaderException missing ->
                problem.withErrors(List.of(new FieldError(missing.getHeaderName(), MISSING)));
            case BindException invalid -> problem.withErrors(fields(invalid.getAllErrors()));
            case HandlerMethodValidationException invalid -> problem.withErrors(parameters(invalid));
            default -> problem;
        };
    }

    static Problem of(TypeMismatchException mismatch) {
        String field = Objects.requireNonNullElse(mismatch.getPropertyName(), "value");
        return Problem.of(ErrorCode.VALIDATION_ERROR).withErrors(List.of(new FieldError(snakeCase(field), WRONG_FORM)));
    }

    static Problem of(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case StreamReadException _ -> Problem.of(ErrorCode.VALIDATION_ERROR, NOT_JSON);
            case UnrecognizedPropertyException unknown ->
                Problem.of(ErrorCode.VALIDATION_ERROR)
                        .withErrors(List.of(new FieldError(path(unknown), UNKNOWN_MEMBER.with(known(unknown)))));
            case JacksonException mismatch
            when !mismatch.getPath().isEmpty() ->
                Problem.of(ErrorCode.VALIDATION_ERROR).withErrors(List.of(new FieldError(path(mismatch), WRONG_FORM)));
            case JacksonException _ -> Problem.of(ErrorCode.VALIDATION_ERROR);
            case null, default -> Problem.of(ErrorCode.VALIDATION_ERROR, NO_BODY);
        };
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds() == null
                ? ""
                : unknown.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /** Returns Jackson's path the way JavaScript would write it: {@code items[0].menu_id}. */
    private static String path(JacksonException mismatch) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : mismatch.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static List<FieldError> parameters(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(BadInput::parameter)
                .toList();
    }

    private static Stream<FieldError> parameter(ParameterValidationResult result) {
        if (result instanceof ParameterErrors errors) {
            return fields(errors.getAllErrors()).stream();
        }
        String name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "value");
        return result.getResolvableErrors().stream().map(error -> new FieldError(snakeCase(name), message(error)));
    }

    private static List<FieldError> fields(List<ObjectError> errors) {
        return errors.stream().map(BadInput::field).toList();
    }

    private static FieldError field(ObjectError error) {
        if (error instanceof org.springframework.validation.FieldError field) {
            // A value of the wrong form has Spring's own message, which names classes.
            Wording message = field.isBindingFailure() ? WRONG_FORM : message(field);
            return new FieldError(snakeCase(field.getField()), message);
        }
        return new FieldError("", message(error));
    }

    /** Validators speak the caller's language already, for they see the request's locale. */
    private static Wording message(MessageSourceResolvable error) {
        @Nullable String message = error.getDefaultMessage();
        return message == null ? WRONG_FORM : new Wording(message, message);
    }

    private static String snakeCase(String name) {
        return CAMEL_HUMP.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }
}
