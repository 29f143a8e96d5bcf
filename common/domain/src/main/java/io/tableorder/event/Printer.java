package io.tableorder.event;

import java.util.List;

/**
 * A printer in a store's network, which prints a slip of what is ordered for those who prepare it.
 *
 * @param address IPv4 address and port, such as {@code 192.168.0.50:9100}
 * @param stationIds of the stations that it prints for, each once; none means everything. May name what is gone since
 * @param columns so many letters as wide as a digit are in a line; one of the Korean alphabet takes two
 * @param confirms whether it answers when it is asked for its state, which is the only way to know that something is printed
 */
public record Printer(
        String printerId,
        String printerName,
        String address,
        List<String> stationIds,
        int columns,
        SlipLanguage language,
        boolean confirms) {

    public Printer {
        stationIds = List.copyOf(stationIds);
    }

    /** Returns whether it prints all that is ordered, also what is prepared at no station. */
    public boolean printsEverything() {
        return stationIds.isEmpty();
    }
}
