package io.tableorder.scan;

/**
 * A range has a partition's offsets from one up to another.
 *
 * @param start the first offset in it
 * @param end the first offset behind it
 */
public record OffsetRange(long start, long end) {

    public boolean isEmpty() {
        return start >= end;
    }
}
