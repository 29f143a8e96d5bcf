package io.tableorder.event;

/**
 * These events say which printers a store has, and what is printed once more. Changes carry the whole printer. What was printed
 * is in no event: paper is no state of the store.
 */
public sealed interface PrinterEvent extends StoreEvent {

    String printerId();

    @Override
    default String subject(String storeId) {
        return printerId();
    }

    /** An admin sets up a printer. */
    record Added(Printer printer) implements PrinterEvent {
        @Override
        public String printerId() {
            return printer.printerId();
        }
    }

    record Changed(Printer printer) implements PrinterEvent {
        @Override
        public String printerId() {
            return printer.printerId();
        }
    }

    record Removed(String printerId) implements PrinterEvent {}

    /** Somebody wants a slip of an order, as it is now, once more. */
    record ReprintRequested(String printerId, String orderId) implements PrinterEvent {}
}
