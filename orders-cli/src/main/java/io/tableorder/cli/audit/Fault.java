package io.tableorder.cli.audit;

import io.tableorder.event.Position;

/**
 * Something that is not as it was written.
 *
 * @param position where it shows
 * @param storeId whose it is, by the record's key
 * @param detail what was expected, and what is there
 */
public record Fault(Kind kind, Position position, String storeId, String detail) {

    /** A fault says what is wrong; its names are for people and for scripts. */
    public enum Kind {
        /** The bytes do not have the hash that they carry. */
        ALTERED,
        /** Events of the store's sequence are not in the log. */
        MISSING,
        /** An event stands behind one that was written later. */
        REORDERED,
        /** An event's place in the sequence is taken already. */
        REPEATED,
        /** An event names another previous hash than the event before it has. */
        UNLINKED,
        /** An order's versions do not count on. */
        WRONG_VERSION,
        /** A record that is no event. */
        UNREADABLE,
        /** The store's key belongs to another partition. */
        MISPLACED,
        /** The log has something else in the place of an event that an anchor vouches for. */
        ANCHOR_DIFFERS,
        /** The journal lacks an event of the log. */
        JOURNAL_MISSING,
        /** The journal has an event that the log has not. */
        JOURNAL_EXTRA,
        /** The journal says something else than the log. */
        JOURNAL_DIFFERS
    }

    @Override
    public String toString() {
        return "%s  %s  store %s: %s".formatted(position, kind, storeId, detail);
    }
}
