package io.tableorder.projector.project;

import io.tableorder.projector.parked.ParkedEvent;

/** Every table of a generation that the projection writes. */
record ReadModelTables(
        Generation generation,
        RowTable<StoreRow> stores,
        RowTable<HeadRow> heads,
        RowTable<CategoryRow> categories,
        RowTable<MenuRow> menus,
        RowTable<TableRow> tables,
        RowTable<SessionRow> sessions,
        RowTable<OrderRow> orders,
        RowTable<ItemRow> items,
        RowTable<JournalRow> journal,
        RowTable<ParkedEvent> parked) {

    static ReadModelTables of(Generation generation) {
        return new ReadModelTables(
                generation,
                StoreRow.table(generation),
                HeadRow.table(generation),
                CategoryRow.table(generation),
                MenuRow.table(generation),
                TableRow.table(generation),
                SessionRow.table(generation),
                OrderRow.table(generation),
                ItemRow.table(generation),
                JournalRow.table(generation),
                ParkedRow.table(generation));
    }
}
