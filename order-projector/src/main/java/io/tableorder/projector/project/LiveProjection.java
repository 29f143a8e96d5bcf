package io.tableorder.projector.project;

import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.table.Generation;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Provides the projection into the generation that queries see. Which one that is may change at any time: a projection
 * got here then refuses everything with {@link StalePositionException}, and whoever holds it gets another.
 */
public final class LiveProjection implements Supplier<Projection> {
    private static final String LIVE = "SELECT schema FROM orders.generations WHERE state = 'live'";

    private final RecordReader reader;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private volatile Projection latest;

    public LiveProjection(RecordReader reader, JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.reader = reader;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.latest = of(Generation.FIRST);
    }

    /**
     * Asks PostgreSQL each time; partitions share the projection of one generation.
     *
     * @throws DataAccessException when it does not answer
     */
    @Override
    public Projection get() {
        String schema = Objects.requireNonNull(jdbc.queryForObject(LIVE, String.class), "A generation is live always");
        Generation live = new Generation(schema);
        Projection projection = latest;
        if (!projection.generation().equals(live)) {
            projection = of(live);
            latest = projection;
        }
        return projection;
    }

    private Projection of(Generation generation) {
        return new Projection(generation, Generation.State.LIVE, reader, jdbc, transactions);
    }
}
