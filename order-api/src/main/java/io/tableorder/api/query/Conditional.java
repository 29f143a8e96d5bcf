package io.tableorder.api.query;

import io.tableorder.event.Position;
import io.tableorder.operability.request.EntityTags;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * An answer that is made only for a reader who does not hold it yet.
 *
 * @param body null when the reader's copy is still true
 */
record Conditional<T>(
        Position position, String etag, @Nullable T body) {

    /**
     * @param version different whenever the answer is
     * @param held the request's {@code If-None-Match}
     */
    static <T> Conditional<T> on(StoreEntity store, String version, @Nullable String held, Supplier<T> body) {
        String etag = "\"" + version + "\"";
        return new Conditional<>(store.position(), etag, isHeld(held, version) ? null : body.get());
    }

    /**
     * Answers about several stores, which have no position in common.
     *
     * @param version different whenever the answer is
     * @param held the request's {@code If-None-Match}
     */
    static <T> ResponseEntity<T> ofSeveral(String version, @Nullable String held, Supplier<T> body) {
        return builder("\"" + version + "\"", isHeld(held, version)).body(isHeld(held, version) ? null : body.get());
    }

    /** Compares {@code If-None-Match} as RFC 9110 does: weakly. What is no list of tags matches nothing. */
    private static boolean isHeld(@Nullable String held, String version) {
        return held != null
                && EntityTags.parse(Collections.enumeration(List.of(held)))
                        .filter(tags -> tags.any()
                                || tags.tags().stream()
                                        .anyMatch(tag -> tag.value().equals(version)))
                        .isPresent();
    }

    ResponseEntity<T> answer() {
        return builder(etag, body == null)
                .header(StoreReads.POSITION_HEADER, position.toString())
                .body(body);
    }

    private static ResponseEntity.BodyBuilder builder(String etag, boolean isHeld) {
        // Screens keep their tags themselves; nobody else's copy of what guests and staff see is wanted.
        return ResponseEntity.status(isHeld ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
