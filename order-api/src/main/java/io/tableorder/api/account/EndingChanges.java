package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.event.CommandStamp;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes changes that may end somebody's access: each once, and the access ends in all services as soon as it is made. */
@Component
final class EndingChanges {

    /**
     * What a change came to.
     *
     * @param end noted in the change's transaction by {@link AccessOutbox#add}; null if no access ends
     */
    record Made<T>(T answer, @Nullable AccessEnd end) {}

    private final AccountReceipts receipts;
    private final AccessOutbox outbox;

    EndingChanges(AccountReceipts receipts, AccessOutbox outbox) {
        this.receipts = receipts;
        this.outbox = outbox;
    }

    /** Does what {@link AccountReceipts#once} does, and publishes the end behind its transaction. */
    <T> Answered<T> once(CommandStamp stamp, String storeId, Class<T> type, Function<JdbcClient, Made<T>> change) {
        var ended = new AtomicReference<@Nullable AccessEnd>();
        Answered<T> answered = receipts.once(stamp, storeId, type, jdbc -> {
            Made<T> made = change.apply(jdbc);
            ended.set(made.end());
            return made.answer();
        });
        outbox.publish(ended.get());
        return answered;
    }
}
