package io.tableorder.decide;

import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.ChosenOption;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OptionGroup.Option;
import io.tableorder.store.Catalogue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what guests choose for a line against what its dish asks of them. The dishes are known to be there. */
final class LineOptions {

    private LineOptions() {}

    /** Returns why the lines cannot be ordered with these options; null when they can. */
    static @Nullable Rejection refusal(Catalogue catalogue, List<OrderCommand.Line> lines, Instant time) {
        List<Rejection.InvalidOptions> invalid = lines.stream()
                .map(line -> invalid(OrderDecider.known(catalogue, line), line))
                .filter(found -> !found.unknown().isEmpty() || !found.groups().isEmpty())
                .distinct()
                .toList();
        if (!invalid.isEmpty()) {
            return new Rejection.OptionsInvalid(invalid);
        }
        List<Rejection.SoldOutOption> soldOut = lines.stream()
                .flatMap(line -> line.chosen().stream()
                        .map(OrderDecider.known(catalogue, line)::option)
                        .filter(option -> option != null && !option.isAvailableAt(time))
                        .map(option ->
                                new Rejection.SoldOutOption(line.menuId(), option.optionId(), option.optionName())))
                .distinct()
                .toList();
        return soldOut.isEmpty() ? null : new Rejection.OptionsSoldOut(soldOut);
    }

    private static Rejection.InvalidOptions invalid(MenuItem menu, OrderCommand.Line line) {
        List<String> unknown = line.chosen().stream()
                .filter(optionId -> menu.option(optionId) == null)
                .toList();
        List<Rejection.GroupChoices> groups = menu.choices().stream()
                .map(group -> new Rejection.GroupChoices(
                        group.groupId(),
                        group.groupName(),
                        group.minChoices(),
                        group.maxChoices(),
                        chosenOf(group, line)))
                .filter(choices -> choices.chosen() < choices.minChoices() || choices.chosen() > choices.maxChoices())
                .toList();
        return new Rejection.InvalidOptions(line.menuId(), unknown, groups);
    }

    /** One that is named twice counts twice. */
    private static int chosenOf(OptionGroup group, OrderCommand.Line line) {
        return (int) line.chosen().stream()
                .filter(optionId -> group.option(optionId) != null)
                .count();
    }

    /** Returns what the dish costs with the options of the line. */
    static long unitPrice(MenuItem menu, OrderCommand.Line line) {
        return line.options() == null
                ? menu.price()
                : menu.price()
                        + chosen(menu, line).stream()
                                .mapToLong(ChosenOption::priceDifference)
                                .sum();
    }

    /** Returns what was chosen as the menu names and prices it at this moment, in the menu's order. */
    static List<ChosenOption> chosen(MenuItem menu, OrderCommand.Line line) {
        return line.options() == null
                ? List.of()
                : menu.choices().stream()
                        .flatMap(group -> group.options().stream()
                                .filter(option -> line.chosen().contains(option.optionId()))
                                .map(option -> chosen(group, option)))
                        .toList();
    }

    private static ChosenOption chosen(OptionGroup group, Option option) {
        return new ChosenOption(
                group.groupId(), group.groupName(), option.optionId(), option.optionName(), option.priceDifference());
    }
}
