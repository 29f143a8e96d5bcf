package io.tableorder.board;

import io.tableorder.event.Station;
import io.tableorder.store.Catalogue;
import java.util.List;

/**
 * A station as a kitchen's screen needs it.
 *
 * @param dishes ids of every dish that is prepared there, by its category or by itself
 */
public record BoardStation(String stationId, String stationName, List<String> dishes) {
    public BoardStation {
        dishes = List.copyOf(dishes);
    }

    static BoardStation of(Catalogue catalogue, Station station) {
        return new BoardStation(station.stationId(), station.stationName(), catalogue.dishesOf(station));
    }
}
