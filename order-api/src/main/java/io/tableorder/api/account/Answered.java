package io.tableorder.api.account;

import io.tableorder.api.idempotency.Write;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * An answer is what a command on accounts came to. Accounts are no events, so the answer has no position.
 *
 * @param replayed an earlier try did it, and this was its answer
 */
record Answered<T>(T answer, boolean replayed) {

    /** Answers a change that is to be made when the database is back; what it ends has ended. */
    static <T> ResponseEntity<T> later() {
        return ResponseEntity.accepted().build();
    }

    /** Returns the same with more in its answer than is kept of it. */
    <R> Answered<R> map(Function<T, R> more) {
        return new Answered<>(more.apply(answer), replayed);
    }

    /** @param status the first time; a replay answers the same */
    ResponseEntity.BodyBuilder answer(HttpStatus status) {
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(status);
        return replayed ? builder.header(Write.REPLAYED, "true") : builder;
    }

    /**
     * Answers with the answer itself.
     *
     * @param firstTime what there is to log; a replay has done nothing
     */
    ResponseEntity<T> answer(HttpStatus status, Runnable firstTime) {
        if (!replayed) {
            firstTime.run();
        }
        return answer(status).body(answer);
    }
}
