package io.tableorder.api.web;

import io.tableorder.api.idempotency.Write;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers every accepted command alike: with its position, and whether an earlier try did it. */
final class Answers {

    private Answers() {}

    /** @param status of the first answer; a replay answers the same */
    static <T> ResponseEntity<T> of(HttpStatus status, Accepted accepted, T body) {
        return begin(status, accepted).body(body);
    }

    /** @param version the answer's ETag, to be sent back as If-Match */
    static <T> ResponseEntity<T> of(HttpStatus status, Accepted accepted, int version, T body) {
        return begin(status, accepted).eTag("\"" + version + "\"").body(body);
    }

    /** Answers that something is gone. */
    static ResponseEntity<Void> gone(Accepted accepted) {
        return begin(HttpStatus.NO_CONTENT, accepted).build();
    }

    private static ResponseEntity.BodyBuilder begin(HttpStatus status, Accepted accepted) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .header("X-Position", accepted.position().toString());
        if (accepted.replayed()) {
            answer.header(Write.REPLAYED, "true");
        }
        return answer;
    }
}
