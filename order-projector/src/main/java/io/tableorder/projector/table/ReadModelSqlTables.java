package io.tableorder.projector.table;

import io.tableorder.projector.parked.ParkedEvent;

/** Every table of a generation that the projection writes. */
public record ReadModelSqlTables(
        Generation generation,
        SqlTable<StoreRow> stores,
        SqlTable<HeadRow> heads,
        SqlTable<CategoryRow> categories,
        SqlTable<MenuRow> menus,
        SqlTable<StationRow> stations,
        SqlTable<PrinterRow> printers,
        SqlTable<TableRow> tables,
        SqlTable<SessionRow> sessions,
        SqlTable<OrderRow> orders,
        SqlTable<CallRow> calls,
        SqlTable<ItemRow> items,
        SqlTable<JournalRow> journal,
        SqlTable<ParkedEvent> parked) {

    public static ReadModelSqlTables of(Generation generation) {
        return new ReadModelSqlTables(
                generation,
                StoreRow.table(generation),
                HeadRow.table(generation),
                CategoryRow.table(generation),
                MenuRow.table(generation),
                StationRow.table(generation),
                PrinterRow.table(generation),
                TableRow.table(generation),
                SessionRow.table(generation),
                OrderRow.table(generation),
                CallRow.table(generation),
                ItemRow.table(generation),
                JournalRow.table(generation),
                ParkedRow.table(generation));
    }
}
