package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.event.TableEvent;
import io.tableorder.store.Floor;
import io.tableorder.store.Table;
import java.util.List;

final class TableDecider {

    /** Tables of one store: the largest halls have a few hundred; a board of more cannot be read. */
    static final int MAXIMUM_TABLES = 1_000;

    private TableDecider() {}

    static Decision decide(Floor floor, TableCommand command) {
        if (command instanceof TableCommand.AddTable add) {
            return add(floor, add);
        }
        Table table = floor.table(command.tableId());
        if (table == null) {
            return new Refused(new Rejection.NoSuchTable(command.tableId()));
        }
        return switch (command) {
            case TableCommand.AddTable add -> add(floor, add);
            case TableCommand.RemoveTable _ -> remove(table);
            case TableCommand.EndSession end -> SessionEnding.decide(floor, table, end);
        };
    }

    private static Decision add(Floor floor, TableCommand.AddTable add) {
        if (floor.tableNumbered(add.tableNumber()).isPresent()) {
            return new Refused(new Rejection.TableNumberTaken(add.tableNumber()));
        }
        if (floor.tables().size() >= MAXIMUM_TABLES) {
            return new Refused(new Rejection.StoreFull("tables", MAXIMUM_TABLES));
        }
        return new Granted(List.of(new TableEvent.Added(add.tableId(), add.tableNumber())));
    }

    private static Decision remove(Table table) {
        if (table.session() != null) {
            return new Refused(new Rejection.SessionOpen(table.tableId()));
        }
        return new Granted(List.of(new TableEvent.Removed(table.tableId(), table.tableNumber())));
    }
}
