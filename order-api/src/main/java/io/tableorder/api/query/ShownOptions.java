package io.tableorder.api.query;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OptionGroup.Option;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Shows what there is to choose of a dish as it is at a time. Nothing to choose is null. */
final class ShownOptions {

    private ShownOptions() {}

    static @Nullable List<OptionGroup> of(MenuItem menu, Instant time) {
        return shown(menu, option -> option.isAvailableAt(time) ? option.withAvailable(true, null) : option);
    }

    /** Guests are told what they cannot have, and not for how long. */
    static @Nullable List<OptionGroup> forGuests(MenuItem menu, Instant time) {
        return shown(menu, option -> option.withAvailable(option.isAvailableAt(time), null));
    }

    private static @Nullable List<OptionGroup> shown(MenuItem menu, UnaryOperator<Option> shown) {
        List<OptionGroup> groups = menu.optionGroups();
        return groups == null
                ? null
                : groups.stream()
                        .map(group -> group.withOptions(
                                group.options().stream().map(shown).toList()))
                        .toList();
    }
}
