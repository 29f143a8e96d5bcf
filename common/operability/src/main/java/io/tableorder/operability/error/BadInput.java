package io.tableorder.operability.error;

import io.tableorder.operability.text.OperabilityText;
import io.tableorder.operability.text.Wording;
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

    private static final Pattern CAMEL_HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private BadInput() {}

    static Problem of(Throwable failure, ErrorResponse response) {
        Problem problem = Problem.of(ErrorCode.of(response.getStatusCode().value()));
        return switch (failure) {
            case MissingServletRequestParameterException missing ->
                problem.withErrors(List.of(new FieldError(missing.getParameterName(), OperabilityText.REQUIRED)));
            case MissingRequestHeaderException missing ->
                problem.withErrors(List.of(new FieldError(missing.getHeaderName(), OperabilityText.REQUIRED)));
            case BindException invalid -> problem.withErrors(fields(invalid.getAllErrors()));
            case HandlerMethodValidationException invalid -> problem.withErrors(parameters(invalid));
            default -> problem;
        };
    }

    static Problem of(TypeMismatchException mismatch) {
        String field = Objects.requireNonNullElse(mismatch.getPropertyName(), "value");
        return Problem.of(ErrorCode.VALIDATION_ERROR)
                .withErrors(List.of(new FieldError(snakeCase(field), OperabilityText.WRONG_FORM)));
    }

    static Problem of(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case StreamReadException _ -> Problem.of(ErrorCode.VALIDATION_ERROR, OperabilityText.NOT_JSON);
            case UnrecognizedPropertyException unknown ->
                Problem.of(ErrorCode.VALIDATION_ERROR)
                        .withErrors(List.of(
                                new FieldError(path(unknown), OperabilityText.UNKNOWN_MEMBER.with(known(unknown)))));
            case JacksonException mismatch
            when !mismatch.getPath().isEmpty() ->
                Problem.of(ErrorCode.VALIDATION_ERROR)
                        .withErrors(List.of(new FieldError(path(mismatch), OperabilityText.WRONG_FORM)));
            case JacksonException _ -> Problem.of(ErrorCode.VALIDATION_ERROR);
            case null, default -> Problem.of(ErrorCode.VALIDATION_ERROR, OperabilityText.NO_BODY);
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
            Wording message = field.isBindingFailure() ? OperabilityText.WRONG_FORM : message(field);
            return new FieldError(snakeCase(field.getField()), message);
        }
        return new FieldError("", message(error));
    }

    /** Validators speak the caller's language already, for they see the request's locale. */
    private static Wording message(MessageSourceResolvable error) {
        @Nullable String message = error.getDefaultMessage();
        return message == null ? OperabilityText.WRONG_FORM : _ -> message;
    }

    private static String snakeCase(String name) {
        return CAMEL_HUMP.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT);
    }
}
