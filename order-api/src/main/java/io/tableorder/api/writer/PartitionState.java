package io.tableorder.api.writer;

import java.util.Locale;

/** This says where a partition that this instance holds is in its life. */
enum PartitionState {
    /** It takes no commands until a tenure begins in which its past is read. */
    WAITING,
    /** Its past is being read for the first time in this tenure. */
    RESTORING,
    /** Its past could not be read to its end, and is tried again from time to time. */
    STUCK,
    /** It takes commands. */
    OPEN,
    /** It is another owner's. */
    GIVEN_UP;

    boolean mayBecome(PartitionState next) {
        return switch (this) {
            case WAITING -> next == RESTORING || next == OPEN || next == GIVEN_UP;
            case RESTORING, STUCK -> next != RESTORING;
            case OPEN -> next == WAITING || next == GIVEN_UP;
            case GIVEN_UP -> false;
        };
    }

    /** Returns the reason as the value of a metric's label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
