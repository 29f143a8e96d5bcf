package io.tableorder.projector.release;

import io.tableorder.event.Actor;
import io.tableorder.event.Position;
import io.tableorder.projector.consume.ProjectionObserver;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.project.Applied;
import io.tableorder.projector.project.SkipDecision;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Releases, and says in log and metrics what came of it. */
@Component
final class LoggedRelease {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedRelease.class);

    private final ParkedRelease release;
    private final ParkedSkip skip;
    private final ProjectionObserver observer;

    LoggedRelease(ParkedRelease release, ParkedSkip skip, ProjectionObserver observer) {
        this.release = release;
        this.skip = skip;
        this.observer = observer;
    }

    ReleaseOutcome retry(Position position, Actor actor) {
        return told(position, "Retried", actor, "", () -> release.retry(position));
    }

    ParkedSkip.Outcome skip(Position position, SkipDecision decision) {
        ParkedSkip.Outcome outcome = skip.skip(position, decision);
        if (outcome instanceof ParkedSkip.Outcome.Skipped(ReleaseReport report)) {
            LOG.warn(
                    "Skipped the parked event at {} by {} {}: {}; {} events applied, {} hold others back still",
                    position,
                    decision.actor().role().wireName(),
                    decision.actor().id(),
                    decision.reason(),
                    report.applied(),
                    report.stillParked().size());
        }
        return outcome;
    }

    private ReleaseOutcome told(
            Position position, String what, Actor actor, String why, Supplier<ReleaseOutcome> action) {
        long started = System.nanoTime();
        ReleaseOutcome outcome = action.get();
        if (outcome instanceof ReleaseOutcome.Released(Applied applied)) {
            LOG.warn(
                    "{} the parked event at {} by {} {}{}; {} events applied, {}",
                    what,
                    position,
                    actor.role().wireName(),
                    actor.id(),
                    why,
                    applied.events().size(),
                    stillParked(applied.parked()));
            // What is parked still was counted when it was parked.
            Applied news = new Applied(applied.events(), List.of(), applied.repeated(), applied.statusTimes());
            observer.applied(position.partition(), news, Duration.ofNanos(System.nanoTime() - started));
        }
        return outcome;
    }

    private static String stillParked(List<ParkedEvent> parked) {
        if (parked.isEmpty()) {
            return "nothing held back";
        }
        ParkedEvent first = parked.getFirst();
        return "held back now by " + parked.size() + ", the first at " + first.position() + ": " + first.reason() + ": "
                + first.detail();
    }
}
