package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.event.CallEvent.CallOutcome;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.store.Floor;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import io.tableorder.store.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class TableDecider {

    /** Tables of one store: the largest halls have a few hundred; a board of more cannot be read. */
    static final int MAXIMUM_TABLES = 1_000;

    private TableDecider() {}

    static Decision decide(StoreState state, StoreProfile profile, TableCommand command, Instant time) {
        Floor floor = state.floor();
        if (command instanceof TableCommand.AddTable add) {
            return add(floor, add);
        }
        Table table = floor.table(command.tableId());
        if (table == null) {
            return new Refused(new Rejection.NoSuchTable(command.tableId()));
        }
        return switch (command) {
            case TableCommand.AddTable add -> add(floor, add);
            case TableCommand.ChangeTable change -> change(floor, table, change);
            case TableCommand.RemoveTable _ -> remove(floor, table);
            case TableCommand.EndSession end -> SessionEnding.decide(floor, table, end);
            case TableCommand.MoveSession move -> SessionMoving.move(floor, table, move);
            case TableCommand.MergeSession merge -> SessionMoving.merge(floor, table, merge);
            case TableCommand.SplitSession split -> SessionSplitting.decide(state, profile, table, split, time);
        };
    }

    private static Decision add(Floor floor, TableCommand.AddTable add) {
        if (floor.tableNumbered(add.tableNumber()).isPresent()) {
            return new Refused(new Rejection.TableNumberTaken(add.tableNumber()));
        }
        if (floor.tables().size() >= MAXIMUM_TABLES) {
            return new Refused(new Rejection.StoreFull("tables", MAXIMUM_TABLES));
        }
        Table table = new Table(add.tableId(), add.tableNumber(), null);
        TableEvent.Added added = new TableEvent.Added(add.tableId(), add.tableNumber());
        TableEvent.Changed called = new TableEvent.Changed(
                add.tableId(), add.tableNumber(), changedText(add.tableName(), null), changedText(add.area(), null));
        if (isNameTaken(floor, table, called)) {
            return new Refused(new Rejection.TableNameTaken(String.valueOf(called.tableName())));
        }
        return new Granted(
                called.tableName() == null && called.area() == null ? List.of(added) : List.of(added, called));
    }

    private static Decision change(Floor floor, Table before, TableCommand.ChangeTable change) {
        if (Expected.isOther(change.expectedVersion(), Versions.of(before))) {
            return Expected.mismatch(change.expectedVersion(), Versions.of(before));
        }
        TableEvent.Changed after = new TableEvent.Changed(
                before.tableId(),
                change.tableNumber() == null ? before.tableNumber() : change.tableNumber(),
                changedText(change.tableName(), before.tableName()),
                changedText(change.area(), before.area()));
        if (floor.tableNumbered(after.tableNumber())
                .filter(other -> isOther(other, before))
                .isPresent()) {
            return new Refused(new Rejection.TableNumberTaken(after.tableNumber()));
        }
        if (isNameTaken(floor, before, after)) {
            return new Refused(new Rejection.TableNameTaken(String.valueOf(after.tableName())));
        }
        // The whole value is told even where nothing of it is new: the command's answer is made from its last event.
        return new Granted(
                change.renewAccess() ? List.of(new TableEvent.AccessRenewed(before.tableId()), after) : List.of(after));
    }

    /** Two tables of one area that are called alike would be served each other's food. */
    private static boolean isNameTaken(Floor floor, Table before, TableEvent.Changed after) {
        String name = after.tableName();
        return name != null
                && floor.tables().values().stream()
                        .filter(other -> isOther(other, before) && Objects.equals(other.area(), after.area()))
                        .anyMatch(other -> other.tableName() != null && Names.lookAlike(other.tableName(), name));
    }

    private static boolean isOther(Table one, Table table) {
        return !one.tableId().equals(table.tableId());
    }

    private static @Nullable String changedText(@Nullable String changed, @Nullable String before) {
        if (changed == null) {
            return before;
        }
        String kept = Names.kept(changed);
        return kept.isEmpty() ? null : kept;
    }

    private static Decision remove(Floor floor, Table table) {
        if (table.session() != null) {
            return new Refused(new Rejection.SessionOpen(table.tableId()));
        }
        List<StoreEvent> events = new ArrayList<>(CallDecider.allEnded(floor, table, CallOutcome.TABLE_REMOVED));
        events.add(new TableEvent.Removed(table.tableId(), table.tableNumber()));
        return new Granted(events);
    }
}
