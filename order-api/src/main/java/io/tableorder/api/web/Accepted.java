package io.tableorder.api.web;

import io.tableorder.api.idempotency.Write;
import io.tableorder.api.writer.CommandSubject;
import io.tableorder.event.Position;
import io.tableorder.store.Order;
import io.tableorder.store.Receipt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** A command that came to something, and the answer it gives. */
sealed interface Accepted {

    /** Where reads must be to include it. */
    Position position();

    /**
     * The command has been done.
     *
     * @param replayed an earlier try did it, and this is its receipt
     */
    record Done(Receipt receipt, boolean replayed) implements Accepted {
        @Override
        public Position position() {
            return receipt.position();
        }
    }

    /** It was so already. */
    record Unchanged(CommandSubject subject) implements Accepted {
        @Override
        public Position position() {
            return subject.position();
        }
    }

    /** The answer's body: from the receipt alone, or from what was found as wished. */
    default <T> T body(Function<Receipt, @Nullable T> ofReceipt, Function<CommandSubject, @Nullable T> ofSubject) {
        T body = switch (this) {
            case Done done -> ofReceipt.apply(done.receipt());
            case Unchanged unchanged -> ofSubject.apply(unchanged.subject());
        };
        if (body == null) {
            throw new IllegalStateException("What the command was about is not in its outcome: " + this);
        }
        return body;
    }

    /** An earlier try did it. */
    default boolean isReplayed() {
        return this instanceof Done done && done.replayed();
    }

    default Order order() {
        return body(Receipt::order, CommandSubject::order);
    }

    /**
     * Begins the answer.
     *
     * @param status the first time; a replay answers the same
     */
    default ResponseEntity.BodyBuilder answer(HttpStatus status) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).header("X-Position", position().toString());
        if (isReplayed()) {
            answer.header(Write.REPLAYED, "true");
        }
        return answer;
    }
}
