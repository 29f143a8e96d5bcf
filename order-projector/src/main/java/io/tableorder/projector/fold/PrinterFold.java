package io.tableorder.projector.fold;

import io.tableorder.event.Printer;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.table.PrinterRow;
import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.StoreRow;
import io.tableorder.store.ImpossibleEventException;

/** Folds which printers a store has into rows. */
final class PrinterFold {
    private final ReadModel model;

    PrinterFold(ReadModel model) {
        this.model = model;
    }

    static void touch(String storeId, PrinterEvent event, TouchedRows rows) {
        rows.stores.add(StoreRow.keyOf(storeId));
        rows.printers.add(new RowKey(storeId, event.printerId()));
    }

    void apply(RecordedEvent recorded, PrinterEvent event) {
        String storeId = recorded.storeId();
        if (model.stores.find(StoreRow.keyOf(storeId)) == null) {
            throw new ImpossibleEventException("The event is about store %s, which is not there".formatted(storeId));
        }
        switch (event) {
            case PrinterEvent.Added(Printer printer) -> {
                if (model.printers.find(new RowKey(storeId, printer.printerId())) != null) {
                    throw new ImpossibleEventException("Printer %s is there already".formatted(printer.printerId()));
                }
                model.printers.put(new PrinterRow(storeId, printer));
            }
            case PrinterEvent.Changed(Printer printer) -> {
                var _ = known(storeId, printer.printerId());
                model.printers.put(new PrinterRow(storeId, printer));
            }
            case PrinterEvent.Removed(String printerId) -> model.printers.remove(known(storeId, printerId));
            // What is printed once more changes no row.
            case PrinterEvent.ReprintRequested(String printerId, String _) -> {
                var _ = known(storeId, printerId);
            }
        }
    }

    private PrinterRow known(String storeId, String printerId) {
        PrinterRow row = model.printers.find(new RowKey(storeId, printerId));
        if (row == null) {
            throw new ImpossibleEventException(
                    "The event is about printer %s, which is not there".formatted(printerId));
        }
        return row;
    }
}
