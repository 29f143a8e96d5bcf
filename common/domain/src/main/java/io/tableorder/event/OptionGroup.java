package io.tableorder.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option group is one question that a dish asks of the guests, such as how hot it shall be.
 *
 * @param groupId unique within its dish
 * @param minChoices so many options have to be chosen; from 1 on the group is required
 * @param maxChoices so many may be chosen, each once
 */
public record OptionGroup(String groupId, String groupName, int minChoices, int maxChoices, List<Option> options) {

    public OptionGroup {
        options = List.copyOf(options);
    }

    /**
     * An option is one answer to the question.
     *
     * @param optionId unique within its dish
     * @param priceDifference what it adds to the dish's price, in the currency's minor unit; negative where it takes away
     * @param preselected whether it is chosen until the guests choose otherwise
     * @param available as it was said last; whether it can be had at a time is for {@link #isAvailableAt}
     * @param soldOutUntil from when on it can be had again without a word; null until somebody says so
     */
    public record Option(
            String optionId,
            String optionName,
            long priceDifference,
            boolean preselected,
            boolean available,
            @Nullable Instant soldOutUntil) {

        /** An option that can be had. */
        public Option(String optionId, String optionName, long priceDifference, boolean preselected) {
            this(optionId, optionName, priceDifference, preselected, true, null);
        }

        /** Returns whether it can be had at that time. */
        public boolean isAvailableAt(Instant time) {
            return available || (soldOutUntil != null && !time.isBefore(soldOutUntil));
        }

        public Option withAvailable(boolean nowAvailable, @Nullable Instant until) {
            return new Option(optionId, optionName, priceDifference, preselected, nowAvailable, until);
        }
    }

    /** Returns the option of that id; null when the group has none. */
    public @Nullable Option option(String optionId) {
        return options.stream()
                .filter(option -> option.optionId().equals(optionId))
                .findFirst()
                .orElse(null);
    }

    public OptionGroup withOptions(List<Option> newOptions) {
        return new OptionGroup(groupId, groupName, minChoices, maxChoices, newOptions);
    }
}
