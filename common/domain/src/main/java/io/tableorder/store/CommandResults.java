package io.tableorder.store;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Keeps the results of a store's commands, by the offset of their receipt's stub. Immutable.
 *
 * @param bytes how much of the heap they take at most
 */
record CommandResults(PMap<Long, CommandResult> byOffset, long bytes) {

    static final CommandResults NONE = new CommandResults(HashTreePMap.empty(), 0);

    @Nullable
    CommandResult at(long offset) {
        return byOffset.get(offset);
    }

    boolean areNone() {
        return byOffset.isEmpty();
    }

    /** @param offset at which there is none yet */
    CommandResults plus(long offset, CommandResult result) {
        return new CommandResults(byOffset.plus(offset, result), bytes + result.bytes());
    }

    CommandResults minus(long offset) {
        CommandResult result = byOffset.get(offset);
        return result == null ? this : new CommandResults(byOffset.minus(offset), bytes - result.bytes());
    }
}
