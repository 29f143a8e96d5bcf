package io.tableorder.projector.project;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.fold.StatusTime;
import io.tableorder.projector.parked.ParkedEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * This is what became of a batch, now committed.
 *
 * @param repeated records that the log holds twice, which were passed over
 * @param statusTimes of the orders that left a status
 */
public record Applied(
        List<RecordedEvent> events, List<ParkedEvent> parked, List<Position> repeated, List<StatusTime> statusTimes) {
    public static final Applied NOTHING = new Applied(List.of(), List.of(), List.of(), List.of());

    public Applied {
        events = List.copyOf(events);
        parked = List.copyOf(parked);
        repeated = List.copyOf(repeated);
        statusTimes = List.copyOf(statusTimes);
    }

    /** Returns both batches as if they had been one. */
    public Applied plus(Applied later) {
        return new Applied(
                Stream.concat(events.stream(), later.events.stream()).toList(),
                Stream.concat(parked.stream(), later.parked.stream()).toList(),
                Stream.concat(repeated.stream(), later.repeated.stream()).toList(),
                Stream.concat(statusTimes.stream(), later.statusTimes.stream()).toList());
    }
}
