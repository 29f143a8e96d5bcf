package io.tableorder.api.web;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.validation.PartyText;
import io.tableorder.api.validation.PlainText;
import io.tableorder.decide.OrderCommand;
import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** This is what an order is asked in, by guests and by staff for them. */
final class OrderBodies {

    /** Bytes of a character outside the first plane as two escapes: the longest way JSON has of writing one. */
    private static final int LONGEST_CHARACTER = 12;

    /** Bytes of the names of a line's members with every letter escaped, of its numbers and its punctuation. */
    private static final int REST_OF_A_LINE = 256;

    /** Bytes of an option's id with every letter escaped, its quotes and a comma, with some blanks. */
    private static final int LONGEST_CHOICE = 6 * Bounds.MAXIMUM_OPTION_ID + 8;

    /** Bytes of the longest order that is allowed, in the longest JSON, with some blanks and line ends. */
    static final int MAXIMUM_BYTES = Bounds.MAXIMUM_LINES
            * (LONGEST_CHARACTER * (Bounds.MAXIMUM_NOTE + Bounds.MAXIMUM_ID)
                    + LONGEST_CHOICE * Bounds.MAXIMUM_CHOICES
                    + 2 * REST_OF_A_LINE);

    private OrderBodies() {}

    record NewOrder(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_LINES)
            List<@NotNull @Valid NewLine> items) {

        List<OrderCommand.Line> lines() {
            return items.stream().map(NewLine::toLine).toList();
        }
    }

    /** @param tableId the table once more, for callers that send it everywhere; if it is there, it is the path's */
    record NewOrderForTable(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_LINES)
            List<@NotNull @Valid NewLine> items,

            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String tableId) {

        List<OrderCommand.Line> lines() {
            return new NewOrder(items).lines();
        }
    }

    /**
     * @param unitPrice what the guests were shown, with the options, in the currency's minor unit; null takes the menu's price
     * @param options ids of the options chosen, each once
     */
    record NewLine(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String menuId,
            @NotNull @Min(1) @Max(Bounds.MAXIMUM_QUANTITY) Integer quantity,

            @Nullable @PartyText @PlainText(max = Bounds.MAXIMUM_NOTE)
            String note,

            @Nullable @Min(0) @Max(Bounds.MAXIMUM_UNIT_PRICE)
            Long unitPrice,

            @Nullable @Size(max = Bounds.MAXIMUM_CHOICES)
            List<@NotNull @Pattern(regexp = Bounds.OPTION_ID) String> options) {

        OrderCommand.Line toLine() {
            if (options != null && Set.copyOf(options).size() < options.size()) {
                throw ProblemException.invalid("options", ApiText.OPTION_TWICE);
            }
            return new OrderCommand.Line(menuId, quantity, note, unitPrice, options);
        }
    }
}
