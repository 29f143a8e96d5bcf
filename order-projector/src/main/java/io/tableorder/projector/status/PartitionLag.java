package io.tableorder.projector.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A partition's lag says how late its read models are, from where the log ended at which time: what is not applied was
 * appended after the log last ended where the projection stands. So the answer is at most one sample's interval too
 * high, and a log that was silent for hours makes nobody late.
 */
final class PartitionLag {
    /** Samples of a long lag are thinned: the older, the less its seconds matter. */
    private static final int MAXIMUM_SAMPLES = 1_000;

    private record Sample(Instant time, long end) {}

    private final List<Sample> samples = new ArrayList<>();

    /** @param next the offset to be applied next */
    void sample(Instant now, long next, long end) {
        while (samples.size() > 1 && samples.get(1).end() <= next) {
            samples.removeFirst();
        }
        if (!samples.isEmpty() && samples.getLast().end() >= end) {
            samples.removeLast();
        }
        samples.add(new Sample(now, end));
        if (samples.size() > MAXIMUM_SAMPLES) {
            for (int i = samples.size() - 2; i > 0; i -= 2) {
                samples.remove(i);
            }
        }
    }

    /**
     * Returns empty when nothing was ever applied and nobody can say.
     *
     * @param lastEvent the last applied event's time: what is not applied is no older, which is all there is to say of a
     *     lag that this process did not see begin
     */
    Optional<Duration> late(Instant now, long next, long end, @Nullable Instant lastEvent) {
        if (end <= next) {
            return Optional.of(Duration.ZERO);
        }
        Optional<Instant> since = samples.reversed().stream()
                .filter(sample -> sample.end() <= next)
                .map(Sample::time)
                .findFirst()
                .or(() -> Optional.ofNullable(lastEvent));
        return since.map(time -> time.isAfter(now) ? Duration.ZERO : Duration.between(time, now));
    }
}
