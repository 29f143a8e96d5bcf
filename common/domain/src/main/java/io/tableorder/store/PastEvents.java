package io.tableorder.store;

import io.tableorder.event.RecordedEvent;

/** The past of one store, as far as it has to be looked up in the log. */
@FunctionalInterface
public interface PastEvents {

    /** Returns the store's event at this offset of its partition. What it throws ends whatever asked. */
    RecordedEvent at(long offset);
}
