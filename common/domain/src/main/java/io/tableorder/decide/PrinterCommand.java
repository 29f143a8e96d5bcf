package io.tableorder.decide;

import io.tableorder.event.Printer;
import io.tableorder.event.SlipLanguage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps up a store's printers, and has them print once more. In changes, null leaves a value as it is. */
public sealed interface PrinterCommand extends StoreCommand {

    String printerId();

    /** An admin sets up a printer. */
    record AddPrinter(Printer printer) implements PrinterCommand {
        @Override
        public String printerId() {
            return printer.printerId();
        }
    }

    /**
     * Changes what is given of a printer; what is null stays.
     *
     * @param expectedVersion from If-Match; null accepts any
     */
    record ChangePrinter(
            String printerId,
            @Nullable String printerName,
            @Nullable String address,
            @Nullable List<String> stationIds,
            @Nullable Integer columns,
            @Nullable SlipLanguage language,
            @Nullable Boolean confirms,
            @Nullable Integer expectedVersion)
            implements PrinterCommand {
        public ChangePrinter {
            stationIds = stationIds == null ? null : List.copyOf(stationIds);
        }
    }

    record RemovePrinter(String printerId, @Nullable Integer expectedVersion) implements PrinterCommand {}

    /** Staff want the slip of an order once more: it was torn, or never came. */
    record RequestReprint(String printerId, String orderId) implements PrinterCommand {}
}
