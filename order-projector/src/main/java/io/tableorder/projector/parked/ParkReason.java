package io.tableorder.projector.parked;

import io.tableorder.wire.UnreadableEventException;

/** This says why an event is parked; the names are a metric's label. */
public enum ParkReason {
    NULL_VALUE,
    OVERSIZED,
    INVALID_JSON,
    INVALID_FACTS,
    UNKNOWN_TYPE,
    HASH_MISMATCH,
    WRONG_KEY,
    /** The key belongs to another partition, so the record is nobody's. */
    WRONG_PARTITION,
    /** The store's hash chain is past this sequence number already. */
    SEQUENCE_REPEATED,
    /** Events before this one are missing. */
    SEQUENCE_GAP,
    /** It names another previous hash than the event before it has. */
    CHAIN_BROKEN,
    /** It cannot follow what is there: a wrong version, an unknown table, a move no order makes. */
    IMPOSSIBLE,
    /** Readable and possible, but PostgreSQL takes no such value. */
    REFUSED_BY_DATABASE,
    /** Nothing is wrong with it but what it follows. */
    BEHIND_PARKED;

    /** Returns whether others wait behind it; what waits itself is held back by the one it waits for. */
    public boolean holdsBack() {
        return this != BEHIND_PARKED;
    }

    public static ParkReason of(UnreadableEventException.Reason reason) {
        return switch (reason) {
            case NULL_VALUE -> NULL_VALUE;
            case OVERSIZED -> OVERSIZED;
            case INVALID_JSON -> INVALID_JSON;
            case INVALID_FACTS -> INVALID_FACTS;
            case UNKNOWN_TYPE -> UNKNOWN_TYPE;
            case HASH_MISMATCH -> HASH_MISMATCH;
            case WRONG_KEY -> WRONG_KEY;
        };
    }
}
