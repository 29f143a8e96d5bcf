package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.event.Position;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.store.Head;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * This class knows where each store's journal begins: old months are dropped, and what they held must not be taken for
 * never been.
 */
@Component
final class JournalStarts {
    private static final String START = """
            SELECT log_partition, log_offset, sequence, hash, event_time FROM orders.journal_start WHERE store_id = ?""";

    /**
     * A store's journal begins behind this event, the last that is not in it any more.
     *
     * @param position null, like {@code time}, when the journal begins with the store's first event
     */
    record Start(
            @Nullable Position position,
            long sequence,
            String hash,
            @Nullable Instant time) {
        static final Start NONE = new Start(null, 0, Head.GENESIS_HASH, null);

        /** Returns whether what happened then may be missing from the journal. */
        boolean isAtOrAfter(Instant then) {
            return time != null && !then.isAfter(time);
        }

        /** @throws ProblemException 410 when what happened then may be missing */
        void requireBefore(Instant then) {
            if (time != null && isAtOrAfter(then)) {
                throw new ProblemException(ErrorCode.GONE, ApiText.HISTORY_GONE.with(time));
            }
        }
    }

    private final JdbcClient jdbc;

    JournalStarts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the start that goes with what is read within the same {@link ReadModels#read}. */
    Start of(String storeId) {
        return jdbc.sql(START)
                .param(storeId)
                .query((row, _) -> new Start(
                        new Position(row.getInt("log_partition"), row.getLong("log_offset")),
                        row.getLong("sequence"),
                        row.getString("hash"),
                        row.getObject("event_time", OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(Start.NONE);
    }
}
