package io.tableorder.projector.metrics;

import io.tableorder.event.RecordedEvent;
import io.tableorder.operability.logging.LogContext;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.project.Applied;
import io.tableorder.wire.EventTypes;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** The projection's lines: one per batch, one per parked event, one per event where DEBUG asks for it. */
final class BatchLogLines {
    private static final Logger LOG = LoggerFactory.getLogger(BatchLogLines.class);
    /** A batch of a thousand events takes a tenth of it. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    /** A batch's line names at most so many: people look for a request by its id, and under load a batch holds hundreds. */
    private static final int REQUEST_IDS = 20;

    void write(Applied applied, Duration took) {
        applied.parked().forEach(BatchLogLines::writeParked);
        if (!applied.repeated().isEmpty()) {
            LOG.warn(
                    "Passed over {} records that the log holds twice, the first at {}",
                    applied.repeated().size(),
                    applied.repeated().getFirst());
        }
        if (LOG.isDebugEnabled()) {
            applied.events().forEach(BatchLogLines::writeEvent);
        }
        if (!applied.events().isEmpty()) {
            writeBatch(applied, took);
        }
    }

    private static void writeBatch(Applied applied, Duration took) {
        String requestIds = applied.events().stream()
                .map(event -> event.stamp().requestId())
                .filter(Objects::nonNull)
                .distinct()
                .limit(REQUEST_IDS)
                .collect(Collectors.joining(","));
        try (var _ = about(null, requestIds.isEmpty() ? null : requestIds)) {
            LOG.atLevel(took.compareTo(SLOW) < 0 ? Level.INFO : Level.WARN)
                    .log(
                            "Projected {} events up to {} in {} ms",
                            applied.events().size(),
                            applied.events().getLast().position(),
                            took.toMillis());
        }
    }

    private static void writeEvent(RecordedEvent event) {
        try (var _ = about(event.storeId(), event.stamp().requestId())) {
            LOG.debug(
                    "Projected {} {} of {} at {}",
                    EventTypes.nameOf(event.event()),
                    event.sequence(),
                    event.subject(),
                    event.position());
        }
    }

    private static void writeParked(ParkedEvent parked) {
        try (var _ = about(parked.storeId(), parked.requestId())) {
            LOG.error(
                    "Parked the event at {} ({}), and with it what follows for its {}: {}: {}",
                    parked.position(),
                    parked.type(),
                    parked.scope().columnValue(),
                    parked.reason(),
                    parked.detail());
        }
    }

    private static About about(@Nullable String storeId, @Nullable String requestId) {
        put(LogContext.STORE_ID, storeId);
        put(LogContext.REQUEST_ID, requestId);
        return new About();
    }

    private static void put(String name, @Nullable String value) {
        if (value != null) {
            MDC.put(name, value);
        }
    }

    /** The thread serves the next batch with nothing of this one in its lines. */
    private static final class About implements AutoCloseable {
        @Override
        public void close() {
            MDC.remove(LogContext.STORE_ID);
            MDC.remove(LogContext.REQUEST_ID);
        }
    }
}
