package io.tableorder.projector.status;

import io.tableorder.operability.health.ReadinessCheck;
import io.tableorder.projector.consume.ProjectionLoop;
import io.tableorder.projector.consume.ProjectionLoop.PartitionStatus;
import io.tableorder.projector.settings.ProjectionSettings;
import io.tableorder.projector.status.LagWatch.Lag;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ready when every partition of this instance's own goes on and none is too late. */
final class ProjectionCheck implements ReadinessCheck {
    private final Supplier<List<PartitionStatus>> partitions;
    private final Supplier<List<Lag>> lags;
    private final Duration maximumLag;

    ProjectionCheck(ProjectionLoop loop, LagWatch watch, ProjectionSettings settings) {
        this(loop::partitions, watch::latest, settings.maximumLag());
    }

    ProjectionCheck(Supplier<List<PartitionStatus>> partitions, Supplier<List<Lag>> lags, Duration maximumLag) {
        this.partitions = partitions;
        this.lags = lags;
        this.maximumLag = maximumLag;
    }

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public void check() {
        List<Lag> all = lags.get();
        List<String> faults = partitions.get().stream()
                .flatMap(status -> Stream.ofNullable(faultOf(status, all)))
                .toList();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("; ", faults));
        }
    }

    private @Nullable String faultOf(PartitionStatus status, List<Lag> all) {
        if (status.logTrouble() != null) {
            return "partition " + status.partition() + " stands still: " + status.logTrouble();
        }
        return all.stream()
                .filter(lag -> lag.partition() == status.partition())
                .map(this::faultOf)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String faultOf(Lag lag) {
        Long events = lag.events();
        if (events == null || events == 0) {
            return null;
        }
        if (lag.late() == null) {
            return "partition " + lag.partition() + " has applied none of its " + events + " events yet";
        }
        return lag.late().compareTo(maximumLag) > 0
                ? "partition %d is %d s and %d events late, at most %d s is allowed"
                        .formatted(lag.partition(), lag.late().toSeconds(), events, maximumLag.toSeconds())
                : null;
    }
}
