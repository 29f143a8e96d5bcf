package io.tableorder.api.web;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.DisplayName;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.event.Ids;
import io.tableorder.event.OptionGroup;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** This is what the options of a dish are kept up in. */
final class OptionBodies {

    static final String FIELD = "option_groups";

    private OptionBodies() {}

    /**
     * A group as it is asked for.
     *
     * @param groupId of a group that is there; one without is new and gets an id
     * @param minChoices so many have to be chosen; null for none
     * @param maxChoices so many may be chosen; null for one, or for as many as have to be
     */
    record AskedGroup(
            @Nullable @Pattern(regexp = Bounds.OPTION_ID) String groupId,

            @NotNull @DisplayName(max = Bounds.MAXIMUM_OPTION_NAME)
            String groupName,

            @Nullable @Min(0) @Max(Bounds.MAXIMUM_CHOICES) Integer minChoices,

            @Nullable @Min(1) @Max(Bounds.MAXIMUM_CHOICES) Integer maxChoices,

            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_OPTIONS_OF_GROUP)
            List<@NotNull @Valid AskedOption> options) {

        private OptionGroup toGroup() {
            int minimum = minChoices == null ? 0 : minChoices;
            int maximum = maxChoices == null ? Math.max(1, minimum) : maxChoices;
            long preselected =
                    options.stream().filter(AskedOption::isPreselected).count();
            if (minimum > maximum || maximum > options.size()) {
                throw ProblemException.invalid(
                        "max_choices", ApiText.CHOICES_OUT_OF_RANGE.with(groupName, minimum, options.size()));
            }
            if (preselected > maximum) {
                throw ProblemException.invalid("preselected", ApiText.PRESELECTED_TOO_MANY.with(groupName, maximum));
            }
            return new OptionGroup(
                    groupId == null ? Ids.next() : groupId,
                    groupName,
                    minimum,
                    maximum,
                    options.stream().map(AskedOption::toOption).toList());
        }
    }

    /**
     * An option as it is asked for. Whether it can be had is not said here but where it is marked as sold out.
     *
     * @param optionId of an option that is there; one without is new and gets an id
     * @param priceDifference null for none
     * @param preselected whether it is chosen until the guests choose otherwise; null for no
     */
    record AskedOption(
            @Nullable @Pattern(regexp = Bounds.OPTION_ID) String optionId,

            @NotNull @DisplayName(max = Bounds.MAXIMUM_OPTION_NAME)
            String optionName,

            @Nullable @Min(-Bounds.MAXIMUM_PRICE) @Max(Bounds.MAXIMUM_PRICE)
            Long priceDifference,

            @Nullable Boolean preselected) {

        private boolean isPreselected() {
            return Boolean.TRUE.equals(preselected);
        }

        private OptionGroup.Option toOption() {
            return new OptionGroup.Option(
                    optionId == null ? Ids.next() : optionId,
                    optionName,
                    priceDifference == null ? 0 : priceDifference,
                    isPreselected());
        }
    }

    /** @param soldOutUntil with {@code available} false: from when on it can be had again by itself */
    record OptionChange(
            @NotNull Boolean available, @Nullable Instant soldOutUntil) {

        CatalogueCommand.ChangeOption toCommand(String menuId, String optionId, @Nullable Integer expectedVersion) {
            if (soldOutUntil != null && available) {
                throw ProblemException.invalid("sold_out_until", ApiText.ONLY_SOLD_OUT);
            }
            return new CatalogueCommand.ChangeOption(menuId, optionId, available, soldOutUntil, expectedVersion);
        }
    }

    /** @throws ProblemException 400 for an id that is there twice, or for more choices than a line can have */
    static @Nullable List<OptionGroup> groups(@Nullable List<AskedGroup> asked) {
        if (asked == null) {
            return null;
        }
        List<OptionGroup> groups = asked.stream().map(AskedGroup::toGroup).toList();
        if (groups.stream().mapToInt(OptionGroup::maxChoices).sum() > Bounds.MAXIMUM_CHOICES) {
            throw ProblemException.invalid(FIELD, ApiText.CHOICES_TOO_MANY.with(Bounds.MAXIMUM_CHOICES));
        }
        requireOnce(groups.stream().map(OptionGroup::groupId));
        requireOnce(groups.stream().flatMap(group -> group.options().stream()).map(OptionGroup.Option::optionId));
        return groups;
    }

    private static void requireOnce(Stream<String> ids) {
        List<String> all = ids.toList();
        if (all.stream().distinct().count() < all.size()) {
            throw ProblemException.invalid(FIELD, ApiText.OPTION_TWICE);
        }
    }
}
