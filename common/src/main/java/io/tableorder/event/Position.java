package io.tableorder.event;

/**
 * Where an event stands in the log: the one position that writes answer, reads wait for, streams resume from and
 * projections record. Written {@code partition-offset}, for example {@code 7-123456}.
 *
 * <p>Positions of different partitions have no order between them; a store lives in one partition, so all positions of
 * one store are comparable.
 */
public record Position(int partition, long offset) {

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
        int hyphen = text.indexOf('-');
        try {
            return new Position(
                    Integer.parseInt(text, 0, Math.max(hyphen, 0), 10),
                    Long.parseLong(text, hyphen + 1, text.length(), 10));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "A position looks like 7-123456 (partition-offset), got '%s'".formatted(text), e);
        }
    }

    /** True when everything up to {@code other} is included at this position. */
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
