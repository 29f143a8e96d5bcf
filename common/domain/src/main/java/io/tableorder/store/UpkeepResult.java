package io.tableorder.store;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a change of the store or of a dish's availability shows and its event does not say. Kept beside the
 * receipt's stub, since such changes are few.
 *
 * @param profile the store's right after the event, if it was about the store itself
 * @param menu the dish right after the event, if it was about its availability
 */
public record UpkeepResult(
        @Nullable StoreProfile profile, @Nullable MenuItem menu) {

    static @Nullable UpkeepResult of(RecordedEvent recorded, @Nullable StoreProfile profile, Catalogue catalogue) {
        return switch (recorded.event()) {
            case StoreLifecycleEvent _ -> new UpkeepResult(profile, null);
            case MenuAvailabilityChanged changed -> new UpkeepResult(null, catalogue.menu(changed.menuId()));
            case CatalogueEvent _, TableEvent _, SessionEvent _, OrderEvent _ -> null;
        };
    }
}
