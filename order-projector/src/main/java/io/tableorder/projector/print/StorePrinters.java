package io.tableorder.projector.print;

import io.tableorder.event.OrderLine;
import io.tableorder.event.Printer;
import io.tableorder.event.Station;
import io.tableorder.projector.table.PrinterRow;
import io.tableorder.wire.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The printers of a store and what each prints, as the store has it when slips are made. */
final class StorePrinters {
    private static final String PRINTERS = "SELECT * FROM orders.printers WHERE store_id = ? ORDER BY printer_id";
    private static final String STATIONS =
            "SELECT station_id, station_name, category_ids, menu_ids FROM orders.stations WHERE store_id = ?";
    private static final String CATEGORY = "SELECT category_id FROM orders.menus WHERE store_id = ? AND menu_id = ?";

    private final JdbcTemplate jdbc;
    private final String storeId;
    private final List<Printer> printers;
    private final Map<String, Station> stations;
    private final Map<String, Optional<String>> categories = new HashMap<>();

    private StorePrinters(JdbcTemplate jdbc, String storeId, List<Printer> printers, Map<String, Station> stations) {
        this.jdbc = jdbc;
        this.storeId = storeId;
        this.printers = printers;
        this.stations = stations;
    }

    static StorePrinters read(JdbcTemplate jdbc, String storeId) {
        List<Station> stations = jdbc.query(
                STATIONS,
                (row, _) -> new Station(
                        row.getString("station_id"),
                        row.getString("station_name"),
                        ids(row.getString("category_ids")),
                        ids(row.getString("menu_ids"))),
                storeId);
        return new StorePrinters(
                jdbc,
                storeId,
                jdbc.query(PRINTERS, (row, _) -> PrinterRow.read(row).printer(), storeId),
                stations.stream().collect(Collectors.toMap(Station::stationId, Function.identity())));
    }

    List<Printer> all() {
        return printers;
    }

    Optional<Printer> printer(String printerId) {
        return printers.stream()
                .filter(printer -> printer.printerId().equals(printerId))
                .findAny();
    }

    /** Returns those of the lines that the printer prints: what is prepared at one of its stations, or everything. */
    List<OrderLine> linesFor(Printer printer, List<OrderLine> lines) {
        return printer.printsEverything()
                ? lines
                : lines.stream()
                        .filter(line -> printer.stationIds().stream()
                                .map(stations::get)
                                .anyMatch(station -> prepares(station, line.menuId())))
                        .toList();
    }

    private boolean prepares(@Nullable Station station, String menuId) {
        return station != null
                && (station.menuIds().contains(menuId)
                        || category(menuId)
                                .filter(station.categoryIds()::contains)
                                .isPresent());
    }

    /** Returns the dish's category, which nobody knows once it has left the menu. */
    private Optional<String> category(String menuId) {
        return categories.computeIfAbsent(
                menuId,
                id -> jdbc.queryForList(CATEGORY, String.class, storeId, id).stream()
                        .findFirst());
    }

    private static List<String> ids(String json) {
        return List.of(Json.mapper().readValue(json, String[].class));
    }
}
