package io.tableorder.api.query;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.Station;
import io.tableorder.operability.security.Caller;
import io.tableorder.store.Versions;
import io.tableorder.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers where a store's dishes are prepared. */
@RestController
final class StationQueries {
    /** Reads them by name, in the order of its letters' numbers, as every other reader shows them. */
    private static final String ALL = """
            SELECT station_id, station_name, category_ids, menu_ids FROM orders.stations
            WHERE store_id = :store ORDER BY station_name COLLATE "C", station_id""";

    record Stations(String storeId, List<KnownStation> stations) {}

    /**
     * @param dishes ids of every dish that is prepared there, by its category or by itself
     * @param version to be sent back as If-Match
     */
    record KnownStation(
            String stationId,
            String stationName,
            List<String> categoryIds,
            List<String> menuIds,
            List<String> dishes,
            int version) {

        static KnownStation of(Station station, List<MenuItem> menus) {
            return new KnownStation(
                    station.stationId(),
                    station.stationName(),
                    station.categoryIds(),
                    station.menuIds(),
                    station.dishesAmong(menus),
                    Versions.of(station));
        }
    }

    private final StoreReads reads;
    private final CatalogueRepository catalogue;
    private final JdbcClient jdbc;

    StationQueries(StoreReads reads, CatalogueRepository catalogue, JdbcClient jdbc) {
        this.reads = reads;
        this.catalogue = catalogue;
        this.jdbc = jdbc;
    }

    @GetMapping(path = "/api/v1/admin/stations", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Stations> stations(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        return reads.read(caller, storeId, after, store -> stations(store, held));
    }

    private ResponseEntity<Stations> stations(StoreEntity store, @Nullable String held) {
        return Conditional.on(store, reads.tag(store.catalogueVersion()), held, () -> stations(store.storeId()))
                .answer();
    }

    private Stations stations(String storeId) {
        List<Station> all = jdbc.sql(ALL)
                .param("store", storeId)
                .query((row, _) -> new Station(
                        row.getString("station_id"),
                        row.getString("station_name"),
                        ids(row.getString("category_ids")),
                        ids(row.getString("menu_ids"))))
                .list();
        List<MenuItem> menus = all.isEmpty()
                ? List.of()
                : catalogue.menus(storeId).stream().map(MenuEntity::item).toList();
        return new Stations(
                storeId,
                all.stream().map(station -> KnownStation.of(station, menus)).toList());
    }

    private static List<String> ids(String json) {
        return List.of(Json.mapper().readValue(json, String[].class));
    }
}
