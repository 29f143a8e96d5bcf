package io.tableorder.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This says where an event stands in the log: the one position that writes answer, reads wait for, streams resume from
 * and projections record. Written {@code partition-offset}, for example {@code 7-123456}.
 *
 * <p>Positions of different partitions have no order between them; a store lives in one partition, so all positions of
 * one store are comparable.
 */
public record Position(int partition, long offset) {

    /** This form is as {@link #toString} writes it and no other way, so that equal positions are equal texts. */
    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,9})-(0|[1-9][0-9]{0,18})");

    public Position {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "A position is two non-negative numbers, got " + partition + " and " + offset);
        }
    }

    /**
     * Reads {@code partition-offset}.
     *
     * @throws IllegalArgumentException if the text is not two non-negative decimal numbers joined by a hyphen
     */
    public static Position parse(String text) {
        Matcher numbers = TEXT.matcher(text);
        try {
            if (numbers.matches()) {
                return new Position(Integer.parseInt(numbers.group(1)), Long.parseLong(numbers.group(2)));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is further than any position reaches".formatted(text), e);
        }
        throw new IllegalArgumentException(
                "A position looks like 7-123456 (partition-offset), got '%s'".formatted(text));
    }

    /** Returns true when everything up to {@code other} is included at this position. */
    public boolean includes(Position other) {
        return partition == other.partition && offset >= other.offset;
    }

    public Position next() {
        return new Position(partition, offset + 1);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
