package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.store.Catalogue;
import io.tableorder.store.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dish may be prepared at several stations, or at none: then it is on the screen that shows everything. */
final class StationDecider {

    /** No kitchen has more places to cook at. Bounds the store's state, and what a board says of it. */
    static final int MAXIMUM_STATIONS = 30;

    private StationDecider() {}

    static Decision decide(Catalogue catalogue, StationCommand command) {
        return switch (command) {
            case StationCommand.AddStation add -> add(catalogue, add);
            case StationCommand.ChangeStation change -> change(catalogue, change);
            case StationCommand.RemoveStation remove -> remove(catalogue, remove);
        };
    }

    private static Decision add(Catalogue catalogue, StationCommand.AddStation add) {
        if (catalogue.stations().size() >= MAXIMUM_STATIONS) {
            return new Refused(new Rejection.StoreFull("stations", MAXIMUM_STATIONS));
        }
        Station station = new Station(
                add.stationId(), Names.kept(add.stationName()), distinct(add.categoryIds()), distinct(add.menuIds()));
        Rejection refusal = refusal(catalogue, station, null);
        return refusal == null ? new Granted(List.of(new StationEvent.Added(station))) : new Refused(refusal);
    }

    private static Decision change(Catalogue catalogue, StationCommand.ChangeStation change) {
        Station before = catalogue.stations().get(change.stationId());
        if (before == null) {
            return new Refused(new Rejection.NoSuchStation(change.stationId()));
        }
        if (Expected.isOther(change.expectedVersion(), Versions.of(before))) {
            return Expected.mismatch(change.expectedVersion(), Versions.of(before));
        }
        Station after = new Station(
                before.stationId(),
                change.stationName() == null ? before.stationName() : Names.kept(change.stationName()),
                change.categoryIds() == null ? before.categoryIds() : distinct(change.categoryIds()),
                change.menuIds() == null ? before.menuIds() : distinct(change.menuIds()));
        if (after.equals(before)) {
            return new Unchanged();
        }
        Rejection refusal = refusal(catalogue, after, before);
        return refusal == null ? new Granted(List.of(new StationEvent.Changed(after))) : new Refused(refusal);
    }

    private static Decision remove(Catalogue catalogue, StationCommand.RemoveStation remove) {
        Station before = catalogue.stations().get(remove.stationId());
        if (before == null) {
            return new Refused(new Rejection.NoSuchStation(remove.stationId()));
        }
        return Expected.isOther(remove.expectedVersion(), Versions.of(before))
                ? Expected.mismatch(remove.expectedVersion(), Versions.of(before))
                : new Granted(List.of(new StationEvent.Removed(remove.stationId())));
    }

    /** What a station has named before may be gone by now; that is no reason not to rename it. */
    private static @Nullable Rejection refusal(Catalogue catalogue, Station station, @Nullable Station before) {
        for (String categoryId : station.categoryIds()) {
            if (!catalogue.categories().containsKey(categoryId)
                    && (before == null || !before.categoryIds().contains(categoryId))) {
                return new Rejection.NoSuchCategory(categoryId);
            }
        }
        for (String menuId : station.menuIds()) {
            if (catalogue.menu(menuId) == null
                    && (before == null || !before.menuIds().contains(menuId))) {
                return new Rejection.NoSuchMenu(menuId);
            }
        }
        return isNameTaken(catalogue, station) ? new Rejection.StationNameTaken(station.stationName()) : null;
    }

    private static boolean isNameTaken(Catalogue catalogue, Station station) {
        return catalogue.stations().values().stream()
                .filter(other -> !other.stationId().equals(station.stationId()))
                .anyMatch(other -> Names.lookAlike(other.stationName(), station.stationName()));
    }

    private static List<String> distinct(List<String> ids) {
        return ids.stream().distinct().toList();
    }
}
