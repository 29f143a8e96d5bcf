package io.tableorder.projector.project;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.Scope;
import io.tableorder.projector.project.ParkedRecords.Parked;
import io.tableorder.projector.project.ReleaseOutcome.BehindParked;
import io.tableorder.projector.project.ReleaseOutcome.NotParked;
import io.tableorder.projector.project.ReleaseOutcome.Released;
import io.tableorder.wire.EventCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies parked events after all, or leaves one out for good; what waits behind goes on in the log's order, by the rules
 * that hold for events that come now. Each call is one transaction under the lock of the partition's position, so a
 * projector of the same partition does its work before it or after it, never meanwhile.
 */
public final class ParkedRelease {
    private final ReadModelTables tables;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoints;
    private final PartitionPosition positions;
    private final ParkedRecords parked;
    private final RecordReader reader = new RecordReader(new EventCodec());

    public ParkedRelease(Generation generation, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.tables = ReadModelTables.of(generation);
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.savepoints = new TransactionTemplate(transactions);
        this.savepoints.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
        this.positions = new PartitionPosition(generation);
        this.parked = new ParkedRecords(generation, jdbc);
    }

    /**
     * Tries the parked event again, and everything that waits with it. What cannot be applied is parked as it would be
     * now, with its new reason, and holds back what is behind it.
     *
     * @param position of the event that holds the others back, or of one of those
     */
    public ReleaseOutcome retry(Position position) {
        return underLock(position, one -> {
            Run run = new Run(one, holdsWithout(one));
            run.foldGroup(-1);
            return new Released(run.applied);
        });
    }

    /**
     * Takes the parked event out of the read models for good, whole and with the decision, into
     * {@code orders.skipped_events}; then tries what waited behind it. It is a link of its store's chain all the same.
     *
     * @param position of an event that waits for nothing but a decision
     */
    public ReleaseOutcome skip(Position position, SkipDecision decision) {
        return underLock(position, one -> {
            if (!one.reason().holdsBack()) {
                return new BehindParked(parked.firstOf(one));
            }
            parked.skip(position, decision);
            Run run = new Run(one, holdsWithout(one));
            if (one.scope() == Scope.STORE) {
                run.pass(one);
            }
            run.foldGroup(position.offset());
            return new Released(run.applied);
        });
    }

    private ReleaseOutcome underLock(Position position, Function<Parked, ReleaseOutcome> action) {
        return transactions.execute(_ -> {
            positions.lock(jdbc, position.partition());
            Optional<Parked> one = parked.find(position);
            return one.isEmpty() ? new NotParked() : action.apply(one.get());
        });
    }

    /** An order is released as of before its store was held; a store without the hold that is being tried. */
    private Holds holdsWithout(Parked one) {
        if (one.scope() != Scope.STORE || one.storeId() == null) {
            return Holds.none();
        }
        Holds holds = Holds.load(tables.generation(), jdbc, Set.of(one.storeId()), one.position(), one.position());
        holds.releaseStore(one.storeId());
        return holds;
    }

    /** One group's way through the fold. */
    private final class Run {
        private final Parked first;
        private final Lookback lookback = new Lookback(tables.generation(), jdbc);
        private Holds holds;
        private Applied applied = Applied.NOTHING;

        Run(Parked first, Holds holds) {
            this.first = first;
            this.holds = holds;
        }

        void pass(Parked skipped) {
            holds.skip(skipped.record().offset());
            fold(List.of(skipped), null);
        }

        void foldGroup(long afterOffset) {
            if (first.scope() == Scope.RECORD) {
                parked.find(first.position()).ifPresent(one -> foldOrSayWhichNot(List.of(one)));
                return;
            }
            long after = afterOffset;
            List<Parked> page;
            do {
                page = parked.waitingWith(first, after);
                if (!page.isEmpty()) {
                    foldOrSayWhichNot(page);
                    after = page.getLast().record().offset();
                }
            } while (page.size() == ParkedRecords.PAGE && !isHeld());
        }

        /** The rest waits as it is. */
        private boolean isHeld() {
            return first.scope() == Scope.STORE
                    ? holds.holdsStore(first.storeId())
                    : holds.holdsOrder(first.storeId(), first.orderId());
        }

        /** When PostgreSQL refuses one of them it has to be found: the others are applied without it. */
        private void foldOrSayWhichNot(List<Parked> page) {
            try {
                fold(page, null);
            } catch (DataAccessException e) {
                String fault = Projection.faultOfTheData(e);
                if (fault == null) {
                    throw e;
                }
                if (page.size() == 1) {
                    fold(page, fault);
                } else {
                    foldOrSayWhichNot(page.subList(0, page.size() / 2));
                    foldOrSayWhichNot(page.subList(page.size() / 2, page.size()));
                }
            }
        }

        private void fold(List<Parked> page, @Nullable String refusal) {
            Holds attempt = holds.copy();
            List<Reading> readings =
                    page.stream().map(one -> reader.read(one.record())).toList();
            Applied done = savepoints.execute(_ -> fold(readings, attempt, refusal));
            holds = attempt;
            applied = applied.plus(done);
        }

        private Applied fold(List<Reading> readings, Holds attempt, @Nullable String refusal) {
            ReadModel model = ReadModel.load(tables, jdbc, Wanted.of(readings));
            Heads heads = new Heads(model.heads, lookback);
            Chain chain = first.scope() == Scope.ORDER ? new PassedLinks(heads, lookback) : heads;
            BatchFold fold = new BatchFold(model, chain, attempt, lookback);
            readings.forEach(reading -> fold.fold(reading, refusal));
            int partition = first.record().partition();
            model.flush(jdbc, partition);
            parked.delete(
                    partition,
                    fold.applied().stream()
                            .map(event -> event.position().offset())
                            .toList());
            tables.parked().upsert(jdbc, fold.parked());
            return new Applied(fold.applied(), fold.parked(), model.statusTimes);
        }
    }
}
