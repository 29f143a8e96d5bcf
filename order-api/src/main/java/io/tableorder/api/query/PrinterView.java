package io.tableorder.api.query;

import io.tableorder.event.Printer;
import io.tableorder.event.SlipLanguage;
import io.tableorder.store.Versions;
import java.util.List;

/**
 * A view has a printer as its keepers see it, right after a change.
 *
 * @param stationIds of the stations that it prints for; none means everything. Some may be gone since
 * @param columns so many letters as wide as a digit are in a line
 * @param language of the fixed words on its slips
 * @param confirms whether it answers when it is asked for its state
 * @param version to be sent back as If-Match
 */
public record PrinterView(
        String printerId,
        String printerName,
        String address,
        List<String> stationIds,
        int columns,
        SlipLanguage language,
        boolean confirms,
        int version) {
    public PrinterView {
        stationIds = List.copyOf(stationIds);
    }

    public static PrinterView of(Printer printer) {
        return new PrinterView(
                printer.printerId(),
                printer.printerName(),
                printer.address(),
                printer.stationIds(),
                printer.columns(),
                printer.language(),
                printer.confirms(),
                Versions.of(printer));
    }
}
