package io.tableorder.projector.release;

import io.tableorder.event.Position;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.project.Applied;

/** This is what came of asking for a parked event's release. */
public sealed interface ReleaseOutcome {
    /**
     * Everything that could be applied is.
     *
     * @param applied with, as parked, what holds the rest back still; what waits behind that is not in it
     */
    record Released(Applied applied) implements ReleaseOutcome {
        public Released {
            applied = new Applied(
                    applied.events(),
                    applied.parked().stream().filter(ParkedEvent::holdsBack).toList(),
                    applied.repeated(),
                    applied.statusTimes());
        }
    }

    /** No event is parked at that position, or no longer. */
    record NotParked() implements ReleaseOutcome {}

    /** The event itself waits behind this one, which has to be decided first. */
    record BehindParked(Position first) implements ReleaseOutcome {}
}
