package io.tableorder.projector.project;

import io.tableorder.event.RecordedEvent;
import io.tableorder.projector.parked.ParkedEvent;
import java.util.List;
import java.util.stream.Stream;

/** What became of a batch, now committed. */
public record Applied(List<RecordedEvent> events, List<ParkedEvent> parked) {
    public Applied {
        events = List.copyOf(events);
        parked = List.copyOf(parked);
    }

    Applied plus(Applied later) {
        return new Applied(
                Stream.concat(events.stream(), later.events.stream()).toList(),
                Stream.concat(parked.stream(), later.parked.stream()).toList());
    }
}
