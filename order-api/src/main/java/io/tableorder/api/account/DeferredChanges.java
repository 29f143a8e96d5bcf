package io.tableorder.api.account;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.access.AccessEnd;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.access.AccessTopicListener;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.health.LivenessCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends access at once also while the accounts' database is away, and makes the change of the account itself when it is back.
 * What is deferred stands in {@code order-access}, so that any instance makes it, in order and once in effect.
 */
@Component
final class DeferredChanges extends BackgroundTask implements AccessTopicListener, LivenessCheck {

    private static final Logger log = LoggerFactory.getLogger(DeferredChanges.class);

    /** Between two looks whether the database is back; whoever is barred waits no longer than that. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Between two tries of somebody whose account has a change to come. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /**
     * So much that one person ordered may wait, at some 700 bytes each, so that nobody fills the memory of all. A store has a dozen
     * people; past it the answer is 503, as without Kafka.
     */
    static final int MAXIMUM_OF_ONE = 500;

    /** Made in one round. */
    private static final int MAXIMUM_OF_ROUND = 500;

    private final DeferredUpkeep upkeep;
    private final AccessOutbox outbox;
    private final Clock clock;

    /** These are kept by key, in the order of the topic. What another instance has made leaves in the next round. */
    private final Map<String, AccessEnd.Deferring> waiting = new LinkedHashMap<>();

    DeferredChanges(DeferredUpkeep upkeep, AccessOutbox outbox, Clock clock, MeterRegistry meters) {
        super("deferred-changes");
        this.upkeep = upkeep;
        this.outbox = outbox;
        this.clock = clock;
        Gauge.builder("tableorder.accounts.deferred", this, DeferredChanges::count)
                .description("Changes of accounts that were ordered without PostgreSQL and wait for it.")
                .register(meters);
    }

    /**
     * Makes the change now. If the accounts cannot be changed, ends access in all services and leaves the change for later.
     *
     * @return empty if it is to be made later
     * @throws ProblemException 503 if Kafka is away too, or too much waits: nothing has ended then; what the change throws
     */
    <T> Optional<T> nowOrLater(Supplier<T> now, AccessEnd.Deferring later) {
        try {
            // Nothing overtakes what was ordered before.
            requireNothingWaits(later);
            return Optional.of(now.get());
        } catch (ProblemException away) {
            if (!isAway(away)) {
                throw away;
            }
            end(later, away);
            return Optional.empty();
        }
    }

    /**
     * Makes the change now. If the accounts cannot be changed, only ends access in all services: the change is not one that can
     * wait in Kafka, and has to be asked for again.
     *
     * @param logOut what is left of the change
     * @throws ProblemException 503 ACCESS_ENDED_ONLY then; else as {@link #nowOrLater}
     */
    <T> T nowOrLogOut(Supplier<T> now, AccessEnd.OfManaged logOut) {
        return nowOrLater(now, logOut).orElseThrow(() -> new ProblemException(ErrorCode.ACCESS_ENDED_ONLY));
    }

    /** @throws ProblemException 503 while a change of the account, or of its chain, waits: it is as good as made */
    void requireNothingWaits(String accountId, String chainId) {
        if (isWaiting(accountId, chainId)) {
            throw ProblemException.unavailable(ApiText.ACCOUNTS_AWAY, RETRY_AFTER);
        }
    }

    private void requireNothingWaits(AccessEnd.Deferring before) {
        switch (before) {
            case AccessEnd.OfManaged managed ->
                requireNothingWaits(managed.subject(), managed.change().chainId());
            case AccessEnd.OfChainLogins chain -> requireNothingWaits("", chain.chainId());
        }
    }

    private synchronized boolean isWaiting(String accountId, String chainId) {
        return waiting.values().stream().anyMatch(next -> switch (next) {
            case AccessEnd.OfManaged managed -> managed.subject().equals(accountId);
            case AccessEnd.OfChainLogins chain -> chain.chainId().equals(chainId);
        });
    }

    private static boolean isAway(ProblemException problem) {
        return problem.problem().code() == ErrorCode.SERVICE_UNAVAILABLE;
    }

    private void end(AccessEnd.Deferring later, ProblemException away) {
        if (!isNameable(later) || !hasRoom(later) || !outbox.tell(later)) {
            throw away;
        }
        read(later);
        log.info("Access ended without PostgreSQL, which has the rest to come: {}", later.key());
    }

    /** What is named is held in memory before anybody knows whether it is there. */
    private static boolean isNameable(AccessEnd.Deferring later) {
        String id = switch (later) {
            case AccessEnd.OfManaged managed -> managed.subject();
            case AccessEnd.OfChainLogins chain -> chain.chainId();
        };
        return id.length() <= Bounds.MAXIMUM_ID;
    }

    private synchronized boolean hasRoom(AccessEnd.Deferring later) {
        String by = later.change().by();
        return waiting.values().stream()
                        .filter(next -> next.change().by().equals(by))
                        .count()
                < MAXIMUM_OF_ONE;
    }

    private synchronized int count() {
        return waiting.size();
    }

    /** What is older than every token was made long ago, or never will be. */
    @Override
    public synchronized void read(AccessEnd end) {
        if (end instanceof AccessEnd.Deferring next
                && next.endedAt().isAfter(clock.instant().minus(AccessEnds.KEPT))) {
            waiting.putIfAbsent(next.key(), next);
        }
    }

    private synchronized List<AccessEnd.Deferring> next() {
        return waiting.values().stream().limit(MAXIMUM_OF_ROUND).toList();
    }

    private synchronized void forget(AccessEnd.Deferring made) {
        waiting.remove(made.key());
    }

    @Override
    void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE);
                makeNext();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException away) {
                log.debug("Deferred changes wait: {}", away.toString());
            }
        }
    }

    private void makeNext() {
        List<AccessEnd.Deferring> next = next();
        if (next.isEmpty()) {
            return;
        }
        Set<String> made = upkeep.made(next.stream().map(AccessEnd::key).collect(Collectors.toSet()));
        for (AccessEnd.Deferring change : next) {
            if (made.contains(change.key()) || isMade(change)) {
                forget(change);
            }
        }
    }

    /** One that fails for a reason of its own holds up no other; its account stays shut. */
    private boolean isMade(AccessEnd.Deferring change) {
        try {
            upkeep.make(change);
            return true;
        } catch (ProblemException away) {
            throw away;
        } catch (RuntimeException failed) {
            log.error("A deferred change of accounts fails and is tried again: {}", change.key(), failed);
            return false;
        }
    }

    @Override
    public boolean isAlive() {
        return hasNotEnded();
    }
}
