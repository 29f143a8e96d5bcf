package io.tableorder.api.writer;

import io.tableorder.decide.Rejection;
import io.tableorder.event.Position;
import io.tableorder.store.Receipt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says how a command ended. */
public sealed interface CommandOutcome {

    /** The store is as the command wants it. */
    sealed interface Accepted extends CommandOutcome {

        /** Returns the position that a read must have reached to include the command. */
        Position position();

        /** Returns true if an earlier try of the same command did it, whose receipt this is. */
        boolean replayed();

        /** Makes the answer's body from the receipt alone, or from what was found as wished. */
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
    }

    /** The command's events are durable. */
    record Done(Receipt receipt, boolean replayed) implements Accepted {
        @Override
        public Position position() {
            return receipt.position();
        }
    }

    /** The store was so already. */
    record Unchanged(CommandSubject subject) implements Accepted {
        @Override
        public Position position() {
            return subject.position();
        }

        @Override
        public boolean replayed() {
            return false;
        }
    }

    /** The command is not allowed now, and nothing changed. */
    record Refused(Rejection rejection) implements CommandOutcome {}
}
