package io.tableorder.projector.print;

import io.tableorder.event.ChosenOption;
import io.tableorder.event.OrderLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slip is what one printer prints of one event.
 *
 * @param number the event's in its store, and so the same whenever the slip is printed
 * @param originNumber of the order that this one was split off from, which is the number that the kitchen knows; null for others
 * @param table its name, or its number
 * @param fromTable where the party sat before, when the slip says that it moved; null for others
 * @param mayBePrinted whether it was sent before, and nobody knows what came of that
 */
record Slip(
        long slipId,
        long number,
        SlipKind kind,
        int orderNumber,
        @Nullable Integer originNumber,
        String table,
        @Nullable String fromTable,
        List<Line> lines,
        Instant eventTime,
        boolean mayBePrinted) {

    Slip {
        lines = List.copyOf(lines);
    }

    /** Returns whether whoever reads it has to look for another with the same order before he begins. */
    boolean isRepeated() {
        return mayBePrinted || kind == SlipKind.REPRINT;
    }

    /**
     * Some portions of a dish.
     *
     * @param note as it is kept, which is enciphered; null when there is none
     */
    record Line(
            int quantity,
            String menuName,
            List<String> options,
            @Nullable String note) {
        Line {
            options = List.copyOf(options);
        }

        static Line of(OrderLine line) {
            return new Line(
                    line.quantity(),
                    line.menuName(),
                    line.choices().stream().map(ChosenOption::optionName).toList(),
                    line.note());
        }
    }
}
