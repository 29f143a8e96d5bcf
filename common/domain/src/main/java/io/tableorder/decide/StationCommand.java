package io.tableorder.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps up where in a store its dishes are prepared. In changes, null leaves a value as it is. */
public sealed interface StationCommand extends StoreCommand {

    String stationId();

    /** An admin sets up a station. */
    record AddStation(String stationId, String stationName, List<String> categoryIds, List<String> menuIds)
            implements StationCommand {
        public AddStation {
            categoryIds = List.copyOf(categoryIds);
            menuIds = List.copyOf(menuIds);
        }
    }

    /**
     * Changes what is given of a station; what is null stays.
     *
     * @param expectedVersion from If-Match; null accepts any
     */
    record ChangeStation(
            String stationId,
            @Nullable String stationName,
            @Nullable List<String> categoryIds,
            @Nullable List<String> menuIds,
            @Nullable Integer expectedVersion)
            implements StationCommand {
        public ChangeStation {
            categoryIds = categoryIds == null ? null : List.copyOf(categoryIds);
            menuIds = menuIds == null ? null : List.copyOf(menuIds);
        }
    }

    record RemoveStation(String stationId, @Nullable Integer expectedVersion) implements StationCommand {}
}
