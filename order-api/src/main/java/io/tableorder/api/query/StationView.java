package io.tableorder.api.query;

import io.tableorder.event.Station;
import io.tableorder.store.Versions;
import java.util.List;

/**
 * A view has a station as its keepers see it, right after a change.
 *
 * @param categoryIds of categories, every dish of which is prepared there; some may be gone since
 * @param menuIds of dishes that are prepared there whatever their category; some may be gone since
 * @param version to be sent back as If-Match
 */
public record StationView(
        String stationId, String stationName, List<String> categoryIds, List<String> menuIds, int version) {
    public StationView {
        categoryIds = List.copyOf(categoryIds);
        menuIds = List.copyOf(menuIds);
    }

    public static StationView of(Station station) {
        return new StationView(
                station.stationId(),
                station.stationName(),
                station.categoryIds(),
                station.menuIds(),
                Versions.of(station));
    }
}
