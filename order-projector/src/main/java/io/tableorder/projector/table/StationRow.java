package io.tableorder.projector.table;

import static io.tableorder.projector.table.SqlTable.Column.of;

import io.tableorder.event.Station;
import io.tableorder.wire.Json;
import java.util.Arrays;
import java.util.List;

/** A station as the read model has it. Its lists are JSON, which only those read who read the whole station. */
public record StationRow(String storeId, Station station) {

    public static SqlTable<StationRow> table(Generation generation) {
        return new SqlTable<>(
                generation,
                "stations",
                2,
                List.of(
                        of("store_id", "text", StationRow::storeId),
                        of("station_id", "text", row -> row.station().stationId()),
                        of("station_name", "text", row -> row.station().stationName()),
                        of("category_ids", "jsonb", row -> json(row.station().categoryIds())),
                        of("menu_ids", "jsonb", row -> json(row.station().menuIds()))),
                (row, _) -> new StationRow(
                        row.getString("store_id"),
                        new Station(
                                row.getString("station_id"),
                                row.getString("station_name"),
                                ids(row.getString("category_ids")),
                                ids(row.getString("menu_ids")))));
    }

    private static String json(List<String> ids) {
        return Json.mapper().writeValueAsString(ids);
    }

    private static List<String> ids(String json) {
        return Arrays.asList(Json.mapper().readValue(json, String[].class));
    }

    public RowKey key() {
        return new RowKey(storeId, station.stationId());
    }
}
