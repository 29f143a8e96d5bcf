package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.Printer;
import io.tableorder.event.SlipLanguage;
import io.tableorder.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A printer as the read model has it. */
public record PrinterRow(String storeId, Printer printer) {

    public static SqlTable<PrinterRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "printers",
                2,
                List.of(
                        of("store_id", "text", PrinterRow::storeId),
                        of("printer_id", "text", row -> row.printer().printerId()),
                        of("printer_name", "text", row -> row.printer().printerName()),
                        of("address", "text", row -> row.printer().address()),
                        of(
                                "station_ids",
                                "jsonb",
                                row -> Json.mapper()
                                        .writeValueAsString(row.printer().stationIds())),
                        of("columns", "integer", row -> row.printer().columns()),
                        of("language", "text", row -> row.printer().language().name()),
                        of("confirms", "boolean", row -> row.printer().confirms())),
                (row, _) -> read(row));
    }

    /** Reads a row with all its columns. */
    public static PrinterRow read(ResultSet row) throws SQLException {
        return new PrinterRow(
                row.getString("store_id"),
                new Printer(
                        row.getString("printer_id"),
                        row.getString("printer_name"),
                        row.getString("address"),
                        List.of(Json.mapper().readValue(row.getString("station_ids"), String[].class)),
                        row.getInt("columns"),
                        SlipLanguage.valueOf(row.getString("language")),
                        row.getBoolean("confirms")));
    }

    public RowKey key() {
        return new RowKey(storeId, printer.printerId());
    }
}
