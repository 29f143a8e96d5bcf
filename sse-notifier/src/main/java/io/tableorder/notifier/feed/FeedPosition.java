package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A feed position says how far a feed's events are known: one position for each partition that has any. A store's is
 * written {@code 0-17}; a chain's, whose stores are in many partitions, {@code 0-17,3-99}. There is no order between
 * partitions, so each instance sends a chain's events in an order of its own; a feed position means the same on all.
 */
public final class FeedPosition {

    static final FeedPosition NONE = new FeedPosition(List.of());

    /** A topic of this platform has far fewer; a longer text is nonsense. */
    private static final int MAXIMUM_PARTITIONS = 256;

    /** There is at most one for each partition. */
    private final List<Position> positions;

    private FeedPosition(List<Position> positions) {
        this.positions = positions;
    }

    /**
     * Returns the position of a text.
     *
     * @throws IllegalArgumentException if the text is not what {@link #toString} writes
     */
    public static FeedPosition parse(String text) {
        String[] parts = text.split(",", MAXIMUM_PARTITIONS + 1);
        if (parts.length > MAXIMUM_PARTITIONS) {
            throw new IllegalArgumentException(
                    "A feed position names at most %d partitions, got more".formatted(MAXIMUM_PARTITIONS));
        }
        FeedPosition position = NONE;
        for (String part : parts) {
            position = position.with(Position.parse(part));
        }
        if (!position.toString().equals(text)) {
            throw new IllegalArgumentException(
                    "A feed position looks like 0-17,3-99, each partition once and in order, got '%s'".formatted(text));
        }
        return position;
    }

    /** Returns what is known with this position too. */
    FeedPosition with(Position added) {
        List<Position> next = new ArrayList<>(positions.size() + 1);
        Position own = added;
        int at = 0;
        for (Position position : positions) {
            if (position.partition() < added.partition()) {
                at++;
                next.add(position);
            } else if (position.partition() > added.partition()) {
                next.add(position);
            } else if (position.includes(added)) {
                own = position;
            }
        }
        next.add(at, own);
        return new FeedPosition(List.copyOf(next));
    }

    boolean includes(Position other) {
        for (Position position : positions) {
            if (position.includes(other)) {
                return true;
            }
        }
        return false;
    }

    boolean includes(FeedPosition other) {
        return other.positions.stream().allMatch(this::includes);
    }

    /** Returns the position of each partition that has events of the feed, by partition. */
    public List<Position> positions() {
        return positions;
    }

    Optional<Position> inPartition(int partition) {
        return positions.stream()
                .filter(position -> position.partition() == partition)
                .findFirst();
    }

    @Override
    public String toString() {
        return positions.stream().map(Position::toString).collect(Collectors.joining(","));
    }
}
