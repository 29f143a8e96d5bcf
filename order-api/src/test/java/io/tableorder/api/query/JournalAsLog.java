package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.event.Position;
import io.tableorder.hold.PartitionEnd;
import io.tableorder.operability.error.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A log that holds what the journal does, or did when it was told to keep that. */
public final class JournalAsLog implements EventLog {

    private final JdbcTemplate jdbc;
    private volatile @Nullable Map<Position, byte[]> kept;

    public JournalAsLog(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
    }

    /** From now on the log is what the journal is now, whatever becomes of that. */
    void keep() {
        kept = journal();
    }

    /** From now on the log is what the journal is then. */
    void follow() {
        kept = null;
    }

    private Map<Position, byte[]> journal() {
        Map<Position, byte[]> values = new HashMap<>();
        for (String source : new String[] {"orders_g1.journal", "orders_g1.parked_events", "orders.skipped_events"}) {
            jdbc.query("SELECT log_partition, log_offset, value FROM " + source, row -> {
                values.put(new Position(row.getInt(1), row.getLong(2)), row.getBytes(3));
            });
        }
        return values;
    }

    @Override
    public Looking look() {
        Map<Position, byte[]> known = kept;
        Map<Position, byte[]> values = known == null ? journal() : known;
        return new Looking() {
            @Override
            public Found at(Position position) {
                byte[] value = values.get(position);
                return value == null ? new Found.Nothing() : new Found.Event(value);
            }

            @Override
            public List<PartitionEnd.Found> behind(PartitionEnd end) {
                // It has nothing that the journal has not.
                throw ProblemException.unavailable(ApiText.LOG_NOT_READABLE, Duration.ofSeconds(1));
            }

            @Override
            public void close() {}
        };
    }
}
