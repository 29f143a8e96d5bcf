package io.tableorder.api.web;

import io.tableorder.api.idempotency.Write;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Begins the answer to every accepted command alike. */
final class Answers {

    private Answers() {}

    /** @param status of the first answer; a replay answers the same */
    static ResponseEntity.BodyBuilder begin(HttpStatus status, Accepted accepted) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .header("X-Position", accepted.position().toString());
        if (accepted.replayed()) {
            answer.header(Write.REPLAYED, "true");
        }
        return answer;
    }
}
