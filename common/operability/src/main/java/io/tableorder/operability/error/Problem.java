package io.tableorder.operability.error;

import io.tableorder.operability.text.Wording;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as the caller is to see it. Immutable; 429 and 503 always have a {@code retryAfter}.
 *
 * @param members further members of the document, such as the ids an error is about
 */
public record Problem(
        ErrorCode code,
        Wording detail,
        List<FieldError> errors,
        @Nullable Duration retryAfter,
        Map<String, Object> members) {

    public Problem {
        errors = List.copyOf(errors);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        if (retryAfter == null) {
            retryAfter = code.defaultRetryAfter().orElse(null);
        }
    }

    public static Problem of(ErrorCode code) {
        return of(code, code);
    }

    public static Problem of(ErrorCode code, Wording detail) {
        return new Problem(code, detail, List.of(), null, Map.of());
    }

    public Problem withErrors(List<FieldError> newErrors) {
        return new Problem(code, detail, newErrors, retryAfter, members);
    }

    public Problem withRetryAfter(Duration newRetryAfter) {
        return new Problem(code, detail, errors, newRetryAfter, members);
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(code, detail, errors, retryAfter, more);
    }
}
