package io.tableorder.api.query;

import io.tableorder.event.Position;
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
     * @param version of the last event that could have changed the answer
     * @param held the request's {@code If-None-Match}
     */
    static <T> Conditional<T> on(StoreEntity store, Position version, @Nullable String held, Supplier<T> body) {
        return on(store, version.toString(), held, body);
    }

    /**
     * @param version different whenever the answer is
     * @param held the request's {@code If-None-Match}
     */
    static <T> Conditional<T> on(StoreEntity store, String version, @Nullable String held, Supplier<T> body) {
        String etag = "\"" + version + "\"";
        boolean same = held != null && EntityTags.anyMatches(held, etag);
        return new Conditional<>(store.position(), etag, same ? null : body.get());
    }

    ResponseEntity<T> answer() {
        // Screens keep their tags themselves; nobody else's copy of what guests and staff see is wanted.
        return ResponseEntity.status(body == null ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(StoreReads.POSITION_HEADER, position.toString())
                .body(body);
    }
}
