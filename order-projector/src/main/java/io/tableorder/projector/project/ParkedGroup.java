package io.tableorder.projector.project;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.fold.BatchFold;
import io.tableorder.projector.fold.HashChainHeads;
import io.tableorder.projector.fold.HashChains;
import io.tableorder.projector.fold.Holds;
import io.tableorder.projector.fold.Lookback;
import io.tableorder.projector.fold.PassedLinks;
import io.tableorder.projector.fold.ReadModel;
import io.tableorder.projector.fold.Reading;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.fold.TouchedRows;
import io.tableorder.projector.parked.Scope;
import io.tableorder.projector.project.ParkedRecords.Parked;
import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.JournalMonths;
import io.tableorder.projector.table.ReadModelSqlTables;
import io.tableorder.projector.table.RefusedData;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A group is a parked event with those that wait for the same, on their way through the fold, within the caller's
 * transaction.
 */
public final class ParkedGroup {
    private final ReadModelSqlTables tables;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate savepoints;
    private final ParkedRecords parked;
    private final RecordReader reader;
    private final Parked first;
    private final Lookback lookback;
    private final JournalMonths months;
    private Holds holds;
    private Applied applied = Applied.NOTHING;

    /** @param holds what holds others back, without this group's own */
    private ParkedGroup(
            Generation generation,
            RecordReader reader,
            JdbcTemplate jdbc,
            TransactionTemplate savepoints,
            Parked first,
            Holds holds) {
        this.reader = reader;
        this.tables = ReadModelSqlTables.of(generation);
        this.jdbc = jdbc;
        this.savepoints = savepoints;
        this.parked = new ParkedRecords(generation, jdbc);
        this.first = first;
        this.lookback = new Lookback(generation, jdbc);
        this.months = new JournalMonths(generation);
        this.holds = holds;
    }

    /** Returns a group as of now, without the hold that its first record is. */
    public static ParkedGroup without(
            Generation generation, RecordReader reader, JdbcTemplate jdbc, TransactionTemplate savepoints, Parked one) {
        return new ParkedGroup(generation, reader, jdbc, savepoints, one, holdsWithout(generation, jdbc, one));
    }

    /** Holds an order as of before its store was held, and a store without the hold that is being tried. */
    private static Holds holdsWithout(Generation generation, JdbcTemplate jdbc, Parked one) {
        if (one.scope() != Scope.STORE || one.storeId() == null) {
            return Holds.none();
        }
        Holds holds = Holds.load(generation, jdbc, Set.of(one.storeId()), one.position(), one.position());
        holds.releaseStore(one.storeId());
        return holds;
    }

    /** Lets the hash chain go on behind a record that is left out, and applies what waited behind it. */
    public void leaveOut(Parked skipped) {
        if (skipped.scope() == Scope.STORE) {
            pass(skipped);
        }
        fold(skipped.record().offset());
    }

    /** Returns what became of all that was folded so far. */
    public Applied applied() {
        return applied;
    }

    /** Lets the hash chain go on behind a record that is left out. */
    private void pass(Parked skipped) {
        holds.skip(skipped.record().offset());
        fold(List.of(skipped), null);
    }

    /** All behind the offset, as far as nothing holds back the rest. */
    public void fold(long afterOffset) {
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
            String fault = RefusedData.faultOf(e);
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
        months.provideFor(jdbc, savepoints, Reading.eventsOf(readings));
        Applied done = savepoints.execute(_ -> fold(readings, attempt, refusal));
        holds = attempt;
        applied = applied.plus(done);
    }

    private Applied fold(List<Reading> readings, Holds attempt, @Nullable String refusal) {
        ReadModel model = new ReadModel(tables);
        model.load(jdbc, TouchedRows.of(readings));
        HashChainHeads heads = model.heads(lookback);
        HashChains hashChains = first.scope() == Scope.ORDER ? new PassedLinks(heads, lookback) : heads;
        BatchFold fold = new BatchFold(model, hashChains, attempt, lookback, months);
        readings.forEach(reading -> fold.fold(reading, refusal));
        int partition = first.record().partition();
        model.flush(jdbc, partition);
        parked.delete(
                partition,
                Stream.concat(fold.applied().stream().map(RecordedEvent::position), fold.repeated().stream())
                        .map(Position::offset)
                        .toList());
        tables.parked().upsert(jdbc, fold.parked());
        return new Applied(fold.applied(), fold.parked(), fold.repeated(), model.statusTimes());
    }
}
