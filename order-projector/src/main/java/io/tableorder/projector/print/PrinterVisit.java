package io.tableorder.projector.print;

import io.tableorder.event.Printer;
import io.tableorder.operability.settings.PrinterNetworks;
import io.tableorder.projector.print.PrintQueue.Claim;
import io.tableorder.projector.table.PrinterRow;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Prints what waits for one printer, oldest first, until nothing waits or something goes wrong. */
final class PrinterVisit {
    private static final Logger LOG = LoggerFactory.getLogger(PrinterVisit.class);

    /** So many slips a visit: a printer with a whole evening's slips must not keep the others of its instance waiting for long. */
    private static final int MOST_SLIPS = 20;

    private static final String PRINTER = """
            SELECT p.*, s.time_zone FROM orders.printers AS p JOIN orders.stores AS s USING (store_id)
            WHERE p.store_id = ? AND p.printer_id = ?""";

    private record Placed(Printer printer, ZoneId zone) {}

    private final JdbcTemplate jdbc;
    private final PrintQueue queue;
    private final SlipLayout layout;
    private final PrinterNetworks networks;
    private final PrintMetrics metrics;

    PrinterVisit(
            JdbcTemplate jdbc, PrintQueue queue, SlipLayout layout, PrinterNetworks networks, PrintMetrics metrics) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.layout = layout;
        this.networks = networks;
        this.metrics = metrics;
    }

    void visit(Claim claim) {
        for (int i = 0; i < MOST_SLIPS; i++) {
            Optional<Slip> slip = queue.next(claim);
            if (slip.isEmpty() || !print(claim, slip.get())) {
                break;
            }
        }
        queue.release(claim);
    }

    /** Returns whether the next one may follow. */
    private boolean print(Claim claim, Slip slip) {
        // Asked each time: an address that was mended holds from the next slip on.
        Optional<Placed> placed = placed(claim);
        if (placed.isEmpty()) {
            metrics.givenUp(queue.giveUpOf(claim));
            return false;
        }
        Printer printer = placed.get().printer();
        byte[] bytes = layout.bytes(slip, printer, placed.get().zone());
        if (bytes.length > SlipLayout.MAXIMUM_BYTES) {
            LOG.error(
                    "Slip {} of store {} takes {} bytes, and is not printed",
                    slip.number(),
                    claim.storeId(),
                    bytes.length);
            queue.giveUp(slip, PrinterTrouble.UNPRINTABLE);
            metrics.givenUp(1);
            return true;
        }
        try {
            return send(claim, slip, printer, bytes);
        } catch (PrinterTroubleException e) {
            LOG.debug("Printer {} of store {}: {}", claim.printerId(), claim.storeId(), e.trouble(), e);
            queue.failed(claim, slip, e.trouble());
            metrics.failed(e.trouble());
            return false;
        }
    }

    private boolean send(Claim claim, Slip slip, Printer printer, byte[] bytes) throws PrinterTroubleException {
        InetSocketAddress address = networks.allowed(printer.address())
                .orElseThrow(() -> new PrinterTroubleException(PrinterTrouble.ADDRESS_NOT_ALLOWED));
        boolean sent = PrinterConnection.print(address, bytes, printer.confirms(), () -> queue.sending(claim, slip));
        if (sent) {
            queue.printed(slip);
            metrics.printed();
        }
        return sent;
    }

    private Optional<Placed> placed(Claim claim) {
        return jdbc
                .query(
                        PRINTER,
                        (row, _) -> new Placed(PrinterRow.read(row).printer(), zone(row.getString("time_zone"))),
                        claim.storeId(),
                        claim.printerId())
                .stream()
                .findFirst();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknownHere) {
            return ZoneOffset.UTC;
        }
    }
}
