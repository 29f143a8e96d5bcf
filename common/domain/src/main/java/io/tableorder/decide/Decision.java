package io.tableorder.decide;

import io.tableorder.event.StoreEvent;
import java.util.List;

/** This is what a command comes to. */
public sealed interface Decision {

    /**
     * The command is granted.
     *
     * @param events at least one, to be appended together or not at all
     */
    record Granted(List<StoreEvent> events) implements Decision {
        public Granted {
            events = List.copyOf(events);
        }
    }

    /** It is so already: nothing to append. */
    record Unchanged() implements Decision {}

    record Refused(Rejection rejection) implements Decision {}
}
