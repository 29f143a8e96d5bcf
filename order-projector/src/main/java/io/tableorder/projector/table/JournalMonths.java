package io.tableorder.projector.table;

import io.tableorder.event.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Provides the SQL tables of a generation's journal, one a month, before the first event that needs one.
 * What retention has taken out of the journal stays out. Thread-safe.
 */
public final class JournalMonths {
    private static final String PROVIDE = "SELECT low, high FROM orders.provide_journal_month(?, ?::timestamptz)";
    private static final String STARTS = "SELECT store_id, sequence, event_time FROM orders.journal_start";
    /** A time that PostgreSQL cannot hold is no month's; the row is refused then, and its event parked. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /** @param end the first time that the month's table does not take */
    private record Month(Instant start, Instant end) {
        boolean takes(Instant time) {
            return !time.isBefore(start) && time.isBefore(end);
        }

        static Month read(ResultSet row) throws SQLException {
            return new Month(
                    row.getObject("low", OffsetDateTime.class).toInstant(),
                    row.getObject("high", OffsetDateTime.class).toInstant());
        }
    }

    /** @param latest of all stores' starts, so that most events are told to be behind them by their time */
    private record Starts(Map<String, Long> sequences, Instant latest) {
        private static final Starts NONE = new Starts(Map.of(), Instant.MIN);

        boolean include(RecordedEvent event) {
            return !event.time().isAfter(latest) && event.sequence() <= sequences.getOrDefault(event.storeId(), 0L);
        }
    }

    private final Generation generation;
    private final List<Month> known = new CopyOnWriteArrayList<>();
    private volatile Starts starts = Starts.NONE;
    private volatile boolean stale = true;

    public JournalMonths(Generation generation) {
        this.generation = generation;
    }

    /**
     * Sees to it that there is a table for each of these events. It is there at once for everybody, so it has to be
     * committed before it may be remembered.
     */
    public void provideFor(JdbcTemplate jdbc, TransactionTemplate transactions, Iterable<RecordedEvent> events) {
        if (stale) {
            starts = load(jdbc);
            stale = false;
        }
        for (RecordedEvent event : events) {
            if (!isKnown(event) && !isDropped(event)) {
                known.add(transactions.execute(_ -> provide(jdbc, event.time())));
            }
        }
    }

    private Month provide(JdbcTemplate jdbc, Instant time) {
        Instant storable = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return Objects.requireNonNull(
                jdbc.queryForObject(PROVIDE, (row, _) -> Month.read(row), generation.schema(), storable.toString()));
    }

    private boolean isKnown(RecordedEvent event) {
        for (Month month : known) {
            if (month.takes(event.time())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether retention has taken out the provided event; only a generation that is built anew comes by one
     * again.
     */
    public boolean isDropped(RecordedEvent event) {
        return starts.include(event);
    }

    private static Starts load(JdbcTemplate jdbc) {
        Map<String, Long> sequences = new HashMap<>();
        Instant[] latest = {Instant.MIN};
        jdbc.query(STARTS, row -> {
            sequences.put(row.getString("store_id"), row.getLong("sequence"));
            Instant time = Times.get(row, "event_time");
            latest[0] = time.isAfter(latest[0]) ? time : latest[0];
        });
        // Starts' times are cut off to microseconds, events' own are not.
        return new Starts(sequences, latest[0].equals(Instant.MIN) ? latest[0] : latest[0].plusNanos(1_000));
    }

    /** A month that was known may be gone: another process drops what is too old. */
    public void forget() {
        known.clear();
        stale = true;
    }
}
