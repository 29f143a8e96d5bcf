package io.tableorder.decide;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OptionGroup.Option;
import io.tableorder.store.Catalogue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides about what there is to choose of a dish. How many groups, options and letters there may be, callers check. */
final class MenuOptions {

    /**
     * So many options all dishes of a store have together: two and a half for each of as many dishes as there can be. At
     * some 300 bytes each that bounds the store's state and the menu that a tablet reads.
     */
    static final int MAXIMUM_OPTIONS = 5_000;

    private MenuOptions() {}

    /**
     * Returns the groups as they are kept.
     *
     * @param before the dish as it is, whose options stay as available as they are; null for a new one
     */
    static List<OptionGroup> kept(List<OptionGroup> asked, @Nullable MenuItem before) {
        return asked.stream()
                .map(group -> new OptionGroup(
                        group.groupId(),
                        Names.kept(group.groupName()),
                        group.minChoices(),
                        group.maxChoices(),
                        group.options().stream()
                                .map(option -> kept(option, before == null ? null : before.option(option.optionId())))
                                .toList()))
                .toList();
    }

    private static Option kept(Option asked, @Nullable Option before) {
        return new Option(
                asked.optionId(),
                Names.kept(asked.optionName()),
                asked.priceDifference(),
                asked.preselected(),
                before == null || before.available(),
                before == null ? null : before.soldOutUntil());
    }

    /** Returns why the dish cannot be like this; null when it can. What has not changed is not judged anew. */
    static @Nullable Rejection refusal(Catalogue catalogue, MenuItem after) {
        MenuItem before = catalogue.menu(after.menuId());
        if (before != null
                && before.price() == after.price()
                && before.choices().equals(after.choices())) {
            return null;
        }
        String twice = nameTwice(after);
        if (twice != null) {
            return new Rejection.OptionNameTaken(twice);
        }
        long lowest = after.price()
                + after.choices().stream()
                        .mapToLong(MenuOptions::lowestDifference)
                        .sum();
        if (lowest < 0) {
            return new Rejection.PriceBelowZero(after.menuName(), lowest);
        }
        int more = optionsOf(after) - (before == null ? 0 : optionsOf(before));
        return more > 0 && catalogue.optionCount() + more > MAXIMUM_OPTIONS
                ? new Rejection.StoreFull("options", MAXIMUM_OPTIONS)
                : null;
    }

    private static int optionsOf(MenuItem menu) {
        return menu.choices().stream().mapToInt(group -> group.options().size()).sum();
    }

    /** What the group takes away at most: as many of its cheapest options as make the dish cheaper, or have to be chosen. */
    private static long lowestDifference(OptionGroup group) {
        long[] differences = group.options().stream()
                .mapToLong(Option::priceDifference)
                .sorted()
                .toArray();
        long lowest = 0;
        for (int chosen = 0; chosen < Math.min(group.maxChoices(), differences.length); chosen++) {
            if (chosen >= group.minChoices() && differences[chosen] >= 0) {
                break;
            }
            lowest += differences[chosen];
        }
        return lowest;
    }

    private static @Nullable String nameTwice(MenuItem menu) {
        String group =
                firstAlike(menu.choices().stream().map(OptionGroup::groupName).toList());
        return group != null
                ? group
                : menu.choices().stream()
                        .map(MenuOptions::optionNames)
                        .map(MenuOptions::firstAlike)
                        .filter(name -> name != null)
                        .findFirst()
                        .orElse(null);
    }

    private static List<String> optionNames(OptionGroup group) {
        return group.options().stream().map(Option::optionName).toList();
    }

    private static @Nullable String firstAlike(List<String> names) {
        List<String> seen = new ArrayList<>();
        for (String name : names) {
            if (seen.stream().anyMatch(other -> Names.lookAlike(other, name))) {
                return name;
            }
            seen.add(name);
        }
        return null;
    }
}
