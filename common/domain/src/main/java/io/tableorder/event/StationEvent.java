package io.tableorder.event;

/** These events say where in a store its dishes are prepared. Changes carry the whole station. */
public sealed interface StationEvent extends StoreEvent {

    String stationId();

    @Override
    default String subject(String storeId) {
        return stationId();
    }

    /** An admin sets up a station. */
    record Added(Station station) implements StationEvent {
        @Override
        public String stationId() {
            return station.stationId();
        }
    }

    record Changed(Station station) implements StationEvent {
        @Override
        public String stationId() {
            return station.stationId();
        }
    }

    record Removed(String stationId) implements StationEvent {}
}
