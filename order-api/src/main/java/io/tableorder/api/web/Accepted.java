package io.tableorder.api.web;

import io.tableorder.event.Position;
import io.tableorder.store.Order;
import io.tableorder.store.Receipt;
import io.tableorder.store.StoreState;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** A command that came to something, and the answer it gives. */
sealed interface Accepted {

    /** Where reads must be to include it; null for a store without events. */
    @Nullable
    Position position();

    /** @param replayed an earlier try did it, and this is its receipt */
    record Done(Receipt receipt, boolean replayed) implements Accepted {
        @Override
        public Position position() {
            return receipt.position();
        }
    }

    /** It was so already. */
    record Unchanged(StoreState state) implements Accepted {
        @Override
        public @Nullable Position position() {
            return state.head().position();
        }
    }

    /** The answer's body: from the receipt alone, or from the state that was found as wished. */
    default <T> T body(Function<Receipt, @Nullable T> ofReceipt, Function<StoreState, @Nullable T> ofState) {
        T body = switch (this) {
            case Done done -> ofReceipt.apply(done.receipt());
            case Unchanged unchanged -> ofState.apply(unchanged.state());
        };
        if (body == null) {
            throw new IllegalStateException("What the command was about is not in its outcome: " + this);
        }
        return body;
    }

    default Order order(String orderId) {
        return body(Receipt::order, state -> state.floor().order(orderId));
    }

    /** @param status the first time; a replay answers the same */
    default ResponseEntity.BodyBuilder answer(HttpStatus status) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        Position position = position();
        if (position != null) {
            answer.header("X-Position", position.toString());
        }
        if (this instanceof Done done && done.replayed()) {
            answer.header("Idempotency-Replayed", "true");
        }
        return answer;
    }
}
