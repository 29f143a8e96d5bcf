package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How far a chain's events are known: one position for each partition that has any, written {@code 0-17,3-99}. Its stores
 * are in many partitions, between which there is no order, so each instance sends their events in an order of its own;
 * what this says is the same on all of them.
 */
public final class ChainPosition {

    static final ChainPosition NONE = new ChainPosition(new long[0]);

    private static final long NOTHING = -1;

    /** Far more than a topic of this platform has; a longer text is nonsense. */
    private static final int MAXIMUM_PARTITIONS = 256;

    /** By partition. */
    private final long[] offsets;

    private ChainPosition(long[] offsets) {
        this.offsets = offsets;
    }

    /** @throws IllegalArgumentException if it is not what {@link #toString} writes */
    public static ChainPosition parse(String text) {
        String[] parts = text.split(",", MAXIMUM_PARTITIONS + 1);
        if (parts.length > MAXIMUM_PARTITIONS) {
            throw new IllegalArgumentException("More positions than there are partitions");
        }
        ChainPosition position = NONE;
        for (String part : parts) {
            Position next = Position.parse(part);
            if (next.partition() >= MAXIMUM_PARTITIONS) {
                throw new IllegalArgumentException("There is no partition " + next.partition());
            }
            position = position.with(next);
        }
        if (!position.toString().equals(text)) {
            throw new IllegalArgumentException(
                    "A chain's position looks like 0-17,3-99, each partition once, in order");
        }
        return position;
    }

    ChainPosition with(Position position) {
        long[] next = Arrays.copyOf(offsets, Math.max(offsets.length, position.partition() + 1));
        Arrays.fill(next, Math.min(offsets.length, next.length), next.length, NOTHING);
        next[position.partition()] = Math.max(next[position.partition()], position.offset());
        return new ChainPosition(next);
    }

    boolean includes(Position position) {
        return offsetIn(position.partition()) >= position.offset();
    }

    boolean includes(ChainPosition other) {
        return other.positions().stream().allMatch(this::includes);
    }

    private long offsetIn(int partition) {
        return partition < offsets.length ? offsets[partition] : NOTHING;
    }

    /** One for each partition that has events of the chain. */
    public List<Position> positions() {
        return IntStream.range(0, offsets.length)
                .filter(partition -> offsets[partition] != NOTHING)
                .mapToObj(partition -> new Position(partition, offsets[partition]))
                .toList();
    }

    @Override
    public String toString() {
        return positions().stream().map(Position::toString).collect(Collectors.joining(","));
    }
}
