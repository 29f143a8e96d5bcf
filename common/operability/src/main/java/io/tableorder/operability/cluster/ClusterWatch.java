package io.tableorder.operability.cluster;

import io.tableorder.cluster.Shortfall;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the cluster before anything else starts, and again and again while the service runs. A cluster that is away does
 * not stop the start; if the first look that succeeds then shows one that would have, the process ends.
 */
final class ClusterWatch implements SmartLifecycle {

    /** What is looked at. */
    interface Inspection {
        List<Shortfall> shortfalls(Duration patience) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);

    /** Every start waits so long for a cluster that is away, and not longer, as services run without it. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A cluster that comes late is looked at soon. */
    private static final Duration UNTIL_FIRST_LOOK = Duration.ofSeconds(2);

    /** Kafka looks for what to delete every 5 minutes, so a change is said before it takes effect. */
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    /** This is {@code EX_CONFIG} of sysexits. */
    private static final int EXIT_CODE = 78;

    /** What is known of the cluster. */
    private enum Knowledge {
        /** It has not answered yet. */
        NOTHING,
        /** It was fit to start on. */
        ACCEPTED,
        /** It was not. */
        REFUSED;

        Knowledge to(Knowledge next) {
            if (this != NOTHING) {
                throw new IllegalStateException(
                        "What is known of the cluster was %s and cannot become %s".formatted(this, next));
            }
            return next;
        }
    }

    private final Inspection inspection;
    private final Runnable exit;
    private final Duration untilFirstLook;
    private final Duration interval;
    private Knowledge knowledge = Knowledge.NOTHING;
    /** The latest look failed, and that has been said. */
    private boolean blind;

    private volatile Set<Shortfall> present = Set.of();
    private @Nullable ScheduledExecutorService looks;

    ClusterWatch(Inspection inspection) {
        this(inspection, () -> System.exit(EXIT_CODE), UNTIL_FIRST_LOOK, INTERVAL);
    }

    ClusterWatch(Inspection inspection, Runnable exit, Duration untilFirstLook, Duration interval) {
        this.inspection = inspection;
        this.exit = exit;
        this.untilFirstLook = untilFirstLook;
        this.interval = interval;
    }

    /** Returns how many shortfalls of this kind the latest look showed. */
    long count(Shortfall.Kind kind) {
        return present.stream().filter(shortfall -> shortfall.kind() == kind).count();
    }

    @Override
    public void start() {
        look();
        if (knowledge == Knowledge.REFUSED) {
            throw new ClusterRefusedException(List.copyOf(present));
        }
        looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("cluster-watch").factory());
        lookLater(looks);
    }

    private void lookLater(ScheduledExecutorService thread) {
        Duration pause = knowledge == Knowledge.NOTHING ? untilFirstLook : interval;
        var _ = thread.schedule(() -> lookAgain(thread), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAgain(ScheduledExecutorService thread) {
        look();
        if (knowledge == Knowledge.REFUSED) {
            exit.run();
        } else if (!thread.isShutdown()) {
            lookLater(thread);
        }
    }

    private void look() {
        Optional<List<Shortfall>> found = shortfalls();
        found.ifPresent(this::say);
        if (found.isPresent() && knowledge == Knowledge.NOTHING) {
            boolean refused = found.get().stream().anyMatch(Shortfall::refusesStart);
            knowledge = knowledge.to(refused ? Knowledge.REFUSED : Knowledge.ACCEPTED);
        }
    }

    private Optional<List<Shortfall>> shortfalls() {
        try {
            List<Shortfall> found = inspection.shortfalls(PATIENCE);
            blind = false;
            return Optional.of(found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            if (!blind) {
                log.warn("The cluster cannot be looked at and is tried again until it can: {}", e.toString());
            }
            blind = true;
        }
        return Optional.empty();
    }

    /** What has not changed is not said again. */
    private void say(List<Shortfall> found) {
        Set<Shortfall> before = present;
        Set<Shortfall> now = new HashSet<>(found);
        found.stream().filter(shortfall -> !before.contains(shortfall)).forEach(ClusterWatch::say);
        before.stream()
                .filter(shortfall -> !now.contains(shortfall))
                .forEach(shortfall -> log.info("Over: {}", shortfall.line()));
        present = now;
    }

    private static void say(Shortfall shortfall) {
        log.atLevel(shortfall.refusesStart() ? Level.ERROR : Level.WARN).log("{}", shortfall.line());
    }

    @Override
    public void stop() {
        if (looks != null) {
            looks.shutdownNow();
            looks = null;
        }
    }

    @Override
    public boolean isRunning() {
        return looks != null;
    }

    /** Right after the error reports, which are to hear of it, and before anything that reads or writes the log. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }
}
