package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.event.Position;
import io.tableorder.identity.ClientPositions;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.settings.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets a read wait until the read models include a write: {@code ?after=} with the write's X-Position. */
@Component
final class ReadPosition {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration FIRST_LOOK_AGAIN = Duration.ofMillis(5);
    private static final Duration LOOK_AGAIN_AT_LEAST_EVERY = Duration.ofMillis(50);

    /** Reads that wait, each looking 20 times a second; past it they are answered 503 at once. */
    private static final int MAXIMUM_WAITING = 400;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ReadModels readModels;
    private final JdbcClient jdbc;
    private final int partitions;
    private final ClientPositions positions;
    private final Semaphore waiting = new Semaphore(MAXIMUM_WAITING);

    ReadPosition(ReadModels readModels, JdbcClient jdbc, KafkaSettings kafka, ClientPositions positions) {
        this.readModels = readModels;
        this.jdbc = jdbc;
        this.partitions = kafka.partitions();
        this.positions = positions;
    }

    /**
     * Returns once the read models include the position, at once when none is named.
     *
     * @throws ProblemException 400 for what is no position, 409 for one of the log that this one was restored from, 503 when
     *     it is not included in time
     */
    void await(@Nullable String after) {
        if (after == null) {
            return;
        }
        Position position = parse(after);
        if (isIncluded(position)) {
            return;
        }
        if (!waiting.tryAcquire()) {
            throw behind(position);
        }
        try {
            waitFor(position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw behind(position);
        } finally {
            waiting.release();
        }
    }

    private void waitFor(Position position) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        Duration pause = FIRST_LOOK_AGAIN;
        while (System.nanoTime() < deadline) {
            Thread.sleep(pause);
            if (isIncluded(position)) {
                return;
            }
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LOOK_AGAIN_AT_LEAST_EVERY) > 0 ? LOOK_AGAIN_AT_LEAST_EVERY : longer;
        }
        throw behind(position);
    }

    private Position parse(String after) {
        try {
            Position position = Position.parse(positions.plain(after));
            if (!positions.isOfThisLog(after)) {
                throw new ProblemException(ErrorCode.POSITION_UNKNOWN);
            }
            if (position.partition() < partitions) {
                return position;
            }
        } catch (IllegalArgumentException notAPosition) {
            // Answered below, as a partition that is not there.
        }
        throw ProblemException.invalid("after", ApiText.POSITION_MALFORMED.with(after));
    }

    private boolean isIncluded(Position position) {
        return readModels.read(() -> jdbc.sql(
                        "SELECT count(*) FROM orders.projection_position WHERE log_partition = ? AND next_offset > ?")
                .params(position.partition(), position.offset())
                .query(Long.class)
                .single()
                .equals(1L));
    }

    private static ProblemException behind(Position position) {
        return ProblemException.unavailable(ApiText.READ_MODELS_BEHIND.with(position), RETRY_AFTER);
    }
}
