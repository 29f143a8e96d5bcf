package io.tableorder.api.routing;

import io.tableorder.api.writer.CommandGateway;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.api.writer.LocalCommands;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.wire.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Takes each command to the owner of its partition: this instance, or the one that the group names. While ownership moves
 * a command waits here and is tried again under the same id, so it is done once however often it is tried.
 */
final class RoutedCommandGateway implements CommandGateway {

    /** This is longer than a partition needs to change hands, shorter than a guest looks at a spinner. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    /**
     * Commands of one partition that wait at its owner at once, each on a connection of its own: half of what the owner
     * lets wait. An owner that does not answer holds up its own partitions only.
     */
    static final int MAXIMUM_FORWARDS_PER_PARTITION = 1_024;

    private static final long FIRST_BACK_OFF_MS = 10;

    /** Twenty tries fit into a deadline, and a new owner is found this much too late at the most. */
    private static final long LONGEST_BACK_OFF_MS = 250;

    private static final ExponentialBackOff BACK_OFF = new ExponentialBackOff(FIRST_BACK_OFF_MS, 2);

    static {
        BACK_OFF.setMaxInterval(LONGEST_BACK_OFF_MS);
        // Commands that failed together do not come back together.
        BACK_OFF.setJitter(FIRST_BACK_OFF_MS / 2);
    }

    /**
     * This says how often a command that gets no answer looks whether its owner still is the owner: a paused one never
     * answers.
     */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final LocalCommands local;
    private final URI self;
    private final Owners owners;
    private final Peers peers;
    private final RoutingMetrics metrics;
    private final Duration deadline;
    private final Semaphore[] forwards;

    /** @param self this instance's advertised URL */
    RoutedCommandGateway(
            int partitions,
            LocalCommands local,
            URI self,
            Owners owners,
            Peers peers,
            RoutingMetrics metrics,
            Duration deadline) {
        this.local = local;
        this.self = self;
        this.owners = owners;
        this.peers = peers;
        this.metrics = metrics;
        this.deadline = deadline;
        this.forwards = Stream.generate(() -> new Semaphore(MAXIMUM_FORWARDS_PER_PARTITION))
                .limit(partitions)
                .toArray(Semaphore[]::new);
    }

    @Override
    public CommandOutcome submit(CommandRequest request) {
        try {
            return new Routing(request).outcome();
        } catch (WriterUnavailableException e) {
            metrics.unavailable(e.reason());
            throw e;
        }
    }

    /** One command until it has an outcome or its deadline has passed. Confined to its thread. */
    private final class Routing {

        private final CommandRequest request;
        private final int partition;
        private final long deadlineNanos = System.nanoTime() + deadline.toNanos();
        private boolean tried;
        private final BackOffExecution backOff = BACK_OFF.start();

        Routing(CommandRequest request) {
            this.request = request;
            this.partition = Topics.partitionOf(request.storeId(), forwards.length);
        }

        CommandOutcome outcome() {
            while (!isOver()) {
                URI place = place();
                try {
                    if (self.equals(place)) {
                        return local.submit(request, tried, left());
                    }
                    if (place != null) {
                        return forward(place);
                    }
                } catch (WriterUnavailableException e) {
                    consider(e);
                }
                awaitAnotherThan(place);
            }
            throw givenUp();
        }

        /** Returns where the command is to be tried now; null while nobody is known to own its partition. */
        private @Nullable URI place() {
            if (local.owns(partition)) {
                return self;
            }
            URI owner = owners.of(partition);
            // The group names this instance a little before the partition is taken, and a little after it is given up.
            return self.equals(owner) ? null : owner;
        }

        private CommandOutcome forward(URI owner) {
            Semaphore places = forwards[partition];
            if (!places.tryAcquire()) {
                throw WriterUnavailableException.of(Reason.QUEUE_FULL);
            }
            try {
                return answer(owner, peers.forward(owner, new ForwardedCommand(request, tried, left())));
            } finally {
                places.release();
            }
        }

        private CommandOutcome answer(URI owner, CompletableFuture<CommandOutcome> answer) {
            while (true) {
                try {
                    return answer.get(min(left(), LOOK_AGAIN).toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (isOver() || hasMovedFrom(owner)) {
                        answer.cancel(true);
                        throw WriterUnavailableException.of(Reason.TIMED_OUT);
                    }
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                } catch (InterruptedException e) {
                    answer.cancel(true);
                    Thread.currentThread().interrupt();
                    throw WriterUnavailableException.of(Reason.TIMED_OUT);
                }
            }
        }

        private boolean hasMovedFrom(URI owner) {
            owners.refresh(min(left(), LOOK_AGAIN));
            URI place = place();
            return place != null && !place.equals(owner);
        }

        /** Learns from a try that came to nothing; ends the routing if another could do no better. */
        private void consider(WriterUnavailableException e) {
            switch (e.reason()) {
                case NOT_OWNED -> {}
                case TIMED_OUT -> tried = true;
                case QUEUE_FULL, STORE_HELD_BACK, VERSION_SKEW -> throw tried ? givenUp() : e;
            }
        }

        /**
         * Waits until another place is known, or for a while: the place just tried may be only about to take the
         * partition.
         */
        private void awaitAnotherThan(@Nullable URI place) {
            owners.refresh(min(left(), LOOK_AGAIN));
            URI next = place();
            if (next == null || next.equals(place)) {
                pause();
            }
        }

        private void pause() {
            try {
                Thread.sleep(min(left(), Duration.ofMillis(backOff.nextBackOff())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw givenUp();
            }
        }

        private WriterUnavailableException givenUp() {
            return WriterUnavailableException.of(tried ? Reason.TIMED_OUT : Reason.NOT_OWNED);
        }

        private boolean isOver() {
            return deadlineNanos - System.nanoTime() <= 0;
        }

        /** Returns the time that is left, never less than a millisecond, which timeouts need. */
        private Duration left() {
            return Duration.ofNanos(Math.max(deadlineNanos - System.nanoTime(), 1_000_000));
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
