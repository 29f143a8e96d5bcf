package io.tableorder.projector.parked;

import java.util.Locale;

/** This is what waits behind a parked event. */
public enum Scope {
    /** Later events of the same order wait. */
    ORDER,
    /** Every later event of the store, since nobody can say what the parked one was about. */
    STORE,
    /** Nothing: the record does not even say whose it is. */
    RECORD;

    private final String columnValue = name().toLowerCase(Locale.ROOT);

    public String columnValue() {
        return columnValue;
    }
}
