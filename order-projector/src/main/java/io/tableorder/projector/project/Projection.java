package io.tableorder.projector.project;

import io.tableorder.event.OperatorEvent;
import io.tableorder.projector.fold.BatchFold;
import io.tableorder.projector.fold.Holds;
import io.tableorder.projector.fold.Lookback;
import io.tableorder.projector.fold.ReadModel;
import io.tableorder.projector.fold.Reading;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.fold.TouchedRows;
import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.JournalMonths;
import io.tableorder.projector.table.ReadModelSqlTables;
import io.tableorder.projector.table.RefusedData;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The read models as something that records are applied to. Thread-safe; two callers on one partition are told apart by
 * the position, and one of them loses.
 */
public final class Projection {
    private final Generation generation;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final RecordReader reader;
    private final ReadModelSqlTables tables;
    private final PartitionPosition positions;
    private final KnownPartitions known = new KnownPartitions();
    private final JournalMonths months;

    /** @param state in which the generation must be; whatever finds it in another is refused as stale */
    public Projection(
            Generation generation,
            Generation.State state,
            RecordReader reader,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.generation = generation;
        this.reader = reader;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tables = ReadModelSqlTables.of(generation);
        this.positions = new PartitionPosition(generation, state);
        this.months = new JournalMonths(generation);
    }

    public Generation generation() {
        return generation;
    }

    /** Returns how this projection reads records, for those that are folded in beside it. */
    public RecordReader reader() {
        return reader;
    }

    /** Returns the offset to read the partition from; everything before it is folded in. */
    public long position(int partition) {
        return positions.take(jdbc, partition);
    }

    /**
     * Folds records in and moves the partition's position behind the last of them, in one transaction; or, when
     * PostgreSQL refuses one of them, in several, the refused one parked.
     *
     * @param from the position the caller believes the partition at
     * @param records in offset order, not empty; none below {@code from}, none left out
     * @throws StalePositionException when the partition is elsewhere, or the generation another; nothing is written
     * @throws DataAccessException or {@link org.springframework.transaction.TransactionException} when PostgreSQL cannot
     *     be reached or fails; nothing, or only a first part, is written, so the position may have moved
     */
    public Applied apply(int partition, long from, List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.getFirst().offset() < from) {
            throw new IllegalArgumentException("Partition %d is at offset %d, the first record at %d"
                    .formatted(partition, from, records.getFirst().offset()));
        }
        List<Reading> batch = records.stream().map(reader::read).toList();
        months.provideFor(jdbc, transactions, Reading.eventsOf(batch));
        try {
            return applyParts(partition, from, batch);
        } catch (DataAccessException e) {
            // Known or not, months may be gone; the next try asks again.
            months.forget();
            throw e;
        }
    }

    /** A decision changes what earlier records came to, so it is a part of its own. */
    private Applied applyParts(int partition, long from, List<Reading> batch) {
        Applied done = Applied.NOTHING;
        long reached = from;
        int start = 0;
        for (int end = 1; end <= batch.size(); end++) {
            if (end == batch.size() || isDecision(batch.get(end)) || isDecision(batch.get(start))) {
                List<Reading> part = batch.subList(start, end);
                done = done.plus(applyReadings(partition, reached, part));
                reached = behind(part);
                start = end;
            }
        }
        return done;
    }

    private static boolean isDecision(Reading reading) {
        return reading instanceof Reading.Readable(var _, var event) && event.event() instanceof OperatorEvent;
    }

    private Applied applyReadings(int partition, long from, List<Reading> batch) {
        try {
            return applyInOneTransaction(partition, from, batch, null);
        } catch (DataAccessException e) {
            String fault = RefusedData.faultOf(e);
            if (fault == null) {
                throw e;
            }
            if (batch.size() == 1) {
                return applyInOneTransaction(partition, from, batch, fault);
            }
            List<Reading> first = batch.subList(0, batch.size() / 2);
            Applied done = applyReadings(partition, from, first);
            return done.plus(applyReadings(partition, behind(first), batch.subList(first.size(), batch.size())));
        }
    }

    private Applied applyInOneTransaction(int partition, long from, List<Reading> batch, @Nullable String refusal) {
        Optional<KnownRows> before = known.take(partition);
        Step step = transactions.execute(_ -> {
            long revision = positions.move(jdbc, partition, from, behind(batch), lastTime(batch));
            Applied released = leaveOut(batch.getFirst());
            TouchedRows touched = TouchedRows.of(batch);
            ReadModel model = before.filter(rows -> rows.areAsOf(from, revision) && !isDecision(batch.getFirst()))
                    .map(KnownRows::model)
                    .orElseGet(() -> new ReadModel(tables));
            model.load(jdbc, touched);
            Holds holds = Holds.load(
                    generation,
                    jdbc,
                    touched.storeIds(),
                    batch.getFirst().position(),
                    batch.getLast().position());
            Lookback lookback = new Lookback(generation, jdbc);
            BatchFold fold = new BatchFold(model, model.heads(lookback), holds, lookback, months);
            batch.forEach(reading -> fold.fold(reading, refusal));
            model.flush(jdbc, partition);
            tables.parked().insert(jdbc, fold.parked());
            return new Step(
                    released.plus(new Applied(fold.applied(), fold.parked(), fold.repeated(), model.statusTimes())),
                    new KnownRows(behind(batch), revision, model));
        });
        known.keep(partition, step.rows());
        return step.applied();
    }

    /** Does what a decision says before it is folded itself: it stands behind what it lets go. */
    private Applied leaveOut(Reading reading) {
        if (!(reading instanceof Reading.Readable(var _, var recorded))
                || !(recorded.event() instanceof OperatorEvent.RecordSkipped(var _, var recordHash, var reason))) {
            return Applied.NOTHING;
        }
        ParkedRecords parked = new ParkedRecords(generation, jdbc);
        SkipDecision decision = new SkipDecision(
                reason, recorded.stamp().actor(), recorded.stamp().requestId());
        return parked.named(recorded.storeId(), recordHash, recorded.position())
                .map(named -> {
                    parked.skip(named.position(), decision);
                    parked.skipCopies(recorded.storeId(), recordHash, recorded.position(), decision);
                    Applied released = leftOut(named).applied();
                    // What is parked still was counted when it was parked.
                    return new Applied(released.events(), List.of(), released.repeated(), released.statusTimes());
                })
                .orElse(Applied.NOTHING);
    }

    private ParkedGroup leftOut(ParkedRecords.Parked skipped) {
        TransactionTemplate savepoints =
                new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
        savepoints.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
        ParkedGroup group = ParkedGroup.without(generation, reader, jdbc, savepoints, skipped);
        group.leaveOut(skipped);
        return group;
    }

    private record Step(Applied applied, KnownRows rows) {}

    /**
     * Moves the position over offsets that hold no records, such as the ends of transactions, so that a projection with
     * nothing left to do shows no lag.
     *
     * @throws StalePositionException as {@link #apply}
     */
    public void skip(int partition, long from, long to) {
        var _ = transactions.execute(_ -> positions.move(jdbc, partition, from, to, null));
    }

    private static long behind(List<Reading> batch) {
        return batch.getLast().record().offset() + 1;
    }

    private static Instant lastTime(List<Reading> batch) {
        return Instant.ofEpochMilli(batch.getLast().record().timestamp());
    }
}
