package io.tableorder.api.query;

import io.tableorder.event.Printer;
import io.tableorder.event.SlipLanguage;
import io.tableorder.operability.security.Caller;
import io.tableorder.store.Versions;
import io.tableorder.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers which printers a store has, how they do, and what they have not printed. */
@RestController
final class PrinterQueries {
    /** So many slips are listed: more that wait are of a printer that is off, and the list need not be longer to say so. */
    private static final int MOST_SLIPS = 100;

    /** What waits is few: slips of some hours at most. */
    private static final String PRINTERS = """
            SELECT p.*, q.trouble, q.printed_at, coalesce(w.slips, 0) AS waiting, w.since
            FROM orders.printers AS p
            LEFT JOIN orders.print_queues AS q USING (store_id, printer_id)
            LEFT JOIN (SELECT printer_id, count(*) AS slips, min(event_time) AS since FROM orders.print_slips
                       WHERE store_id = :store AND state = 'WAITING' GROUP BY printer_id) AS w USING (printer_id)
            WHERE p.store_id = :store ORDER BY p.printer_name COLLATE "C", p.printer_id""";

    private static final String UNPRINTED = """
            SELECT slip_number, printer_id, kind, order_id, order_number, table_label, state, may_be_printed, attempts, trouble,
                   event_time
            FROM orders.print_slips WHERE store_id = :store AND state <> 'PRINTED' ORDER BY slip_id DESC LIMIT :most""";

    record Printers(String storeId, List<KnownPrinter> printers) {}

    /**
     * @param version to be sent back as If-Match
     * @param waiting how many slips wait to be printed
     * @param waitingSince when the oldest of them happened; null when none waits
     * @param trouble why it did not print the last time; null when it did
     * @param printedAt when it last printed a slip; null when it never did
     */
    record KnownPrinter(
            String printerId,
            String printerName,
            String address,
            List<String> stationIds,
            int columns,
            SlipLanguage language,
            boolean confirms,
            int version,
            int waiting,
            @Nullable Instant waitingSince,
            @Nullable String trouble,
            @Nullable Instant printedAt) {}

    record Slips(String storeId, List<UnprintedSlip> slips) {}

    /**
     * @param slipNumber as it is printed on it
     * @param kind ORDER, TAKEN_BACK, CANCELLED, MOVED or REPRINT
     * @param state WAITING or GIVEN_UP
     * @param mayBePrinted whether it was sent, and the printer did not say that it is printed
     * @param attempts how often it was sent
     * @param trouble why it is not printed; null when nothing was wrong yet
     */
    record UnprintedSlip(
            long slipNumber,
            String printerId,
            String kind,
            String orderId,
            int orderNumber,
            String table,
            String state,
            boolean mayBePrinted,
            int attempts,
            @Nullable String trouble,
            Instant eventTime) {}

    private final StoreReads reads;
    private final JdbcClient jdbc;

    PrinterQueries(StoreReads reads, JdbcClient jdbc) {
        this.reads = reads;
        this.jdbc = jdbc;
    }

    @GetMapping(path = "/api/v1/admin/printers", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Printers> printers(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        return reads.answer(
                caller, storeId, after, store -> new Printers(store.storeId(), printersOf(store.storeId())));
    }

    private List<KnownPrinter> printersOf(String storeId) {
        return jdbc.sql(PRINTERS)
                .param("store", storeId)
                .query((row, _) -> known(row))
                .list();
    }

    private static KnownPrinter known(ResultSet row) throws SQLException {
        Printer printer = new Printer(
                row.getString("printer_id"),
                row.getString("printer_name"),
                row.getString("address"),
                List.of(Json.mapper().readValue(row.getString("station_ids"), String[].class)),
                row.getInt("columns"),
                SlipLanguage.valueOf(row.getString("language")),
                row.getBoolean("confirms"));
        return new KnownPrinter(
                printer.printerId(),
                printer.printerName(),
                printer.address(),
                printer.stationIds(),
                printer.columns(),
                printer.language(),
                printer.confirms(),
                Versions.of(printer),
                row.getInt("waiting"),
                Times.find(row, "since"),
                row.getString("trouble"),
                Times.find(row, "printed_at"));
    }

    @GetMapping(path = "/api/v1/admin/print-slips", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Slips> unprinted(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        return reads.answer(caller, storeId, after, store -> new Slips(store.storeId(), slipsOf(store.storeId())));
    }

    private List<UnprintedSlip> slipsOf(String storeId) {
        return jdbc.sql(UNPRINTED)
                .param("store", storeId)
                .param("most", MOST_SLIPS)
                .query((row, _) -> new UnprintedSlip(
                        row.getLong("slip_number"),
                        row.getString("printer_id"),
                        row.getString("kind"),
                        row.getString("order_id"),
                        row.getInt("order_number"),
                        row.getString("table_label"),
                        row.getString("state"),
                        row.getBoolean("may_be_printed"),
                        row.getInt("attempts"),
                        row.getString("trouble"),
                        row.getObject("event_time", OffsetDateTime.class).toInstant()))
                .list();
    }
}
