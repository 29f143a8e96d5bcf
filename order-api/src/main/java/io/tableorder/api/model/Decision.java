package io.tableorder.api.model;

import io.tableorder.event.StoreEvent;
import io.tableorder.store.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command comes to. */
public sealed interface Decision {

    /** @param events at least one, to be appended together or not at all */
    record Granted(List<StoreEvent> events) implements Decision {
        public Granted {
            events = List.copyOf(events);
        }
    }

    /**
     * It is so already: nothing to append.
     *
     * @param order as it is, if the command was about one
     */
    record Unchanged(@Nullable Order order) implements Decision {}

    record Refused(Rejection rejection) implements Decision {}
}
