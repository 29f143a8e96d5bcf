package io.tableorder.projector.release;

import io.tableorder.event.Actor;
import io.tableorder.event.Position;
import io.tableorder.projector.consume.ProjectionObserver;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.project.Applied;
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
    private final ProjectionObserver observer;

    LoggedRelease(ParkedRelease release, ProjectionObserver observer) {
        this.release = release;
        this.observer = observer;
    }

    ReleaseOutcome retry(Position position, Actor actor) {
        return told(position, "Retried", actor, "", () -> release.retry(position));
    }

    ReleaseOutcome skip(Position position, SkipDecision decision) {
        return told(
                position,
                "Skipped",
                decision.actor(),
                ": " + decision.reason(),
                () -> release.skip(position, decision));
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
