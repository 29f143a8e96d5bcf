package io.tableorder.operability.access;

import io.tableorder.access.AccessEnd;
import io.tableorder.access.ManagedBy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whose access has ended: a fold of the topic {@code order-access} in which order and repetitions do not matter. Safe for
 * use by many threads; a look costs five look-ups in maps, and up to six more while ends are held that were ordered without PostgreSQL.
 */
public final class AccessEnds {

    private static final Logger log = LoggerFactory.getLogger(AccessEnds.class);

    /** After so long every token given out before has expired, whatever ACCESS_TOKEN_EXPIRE_HOURS says: a week, and a day. */
    public static final Duration KEPT = Duration.ofDays(8);

    /**
     * Ends held at once, at some 250 bytes each about 50 MB. Past it the older half is forgotten and everybody who logged
     * in before the last of it has to do so again: rather that than let in whom nobody remembers.
     */
    static final int MAXIMUM_ENDS = 200_000;

    private record Ended(long epoch, Instant at) {

        static Ended later(Ended one, Ended other) {
            return new Ended(Math.max(one.epoch, other.epoch), one.at.isAfter(other.at) ? one.at : other.at);
        }
    }

    /** Somebody as far as they are of those whom somebody else manages. */
    private record Managed(String subject, ManagedBy by) {}

    private final InstantSource clock;
    private final int maximum;
    private final Map<String, Ended> subjects = new ConcurrentHashMap<>();
    private final Map<String, Ended> chains = new ConcurrentHashMap<>();
    private final Map<String, Ended> logins = new ConcurrentHashMap<>();
    private final Map<String, Ended> devices = new ConcurrentHashMap<>();
    private final Map<Managed, Ended> managed = new ConcurrentHashMap<>();
    private final Map<String, Ended> chainLogins = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile Instant everybodyUntil = Instant.EPOCH;
    private volatile boolean known;

    public AccessEnds(InstantSource clock) {
        this(clock, MAXIMUM_ENDS);
    }

    AccessEnds(InstantSource clock, int maximum) {
        this.clock = clock;
        this.maximum = maximum;
    }

    /** Returns ends that need no topic to be known: a service without Kafka has nobody's access ended. */
    public static AccessEnds withoutTopic(InstantSource clock) {
        AccessEnds ends = new AccessEnds(clock);
        ends.becomeKnown();
        return ends;
    }

    /** Adds one, however often it comes. */
    public void add(AccessEnd end) {
        if (end.endedAt().isBefore(clock.instant().minus(KEPT))) {
            return;
        }
        switch (end) {
            case AccessEnd.OfSubject(var subject, long epoch, var at) ->
                subjects.merge(subject, new Ended(epoch, at), Ended::later);
            case AccessEnd.OfChain(var chain, long epoch, var at) ->
                chains.merge(chain, new Ended(epoch, at), Ended::later);
            case AccessEnd.OfLogins(var subject, var at) -> logins.merge(subject, new Ended(0, at), Ended::later);
            case AccessEnd.OfDevice(var device, var at) -> devices.merge(device, new Ended(0, at), Ended::later);
            case AccessEnd.OfManaged(var subject, var by, var at, var _) ->
                managed.merge(new Managed(subject, by), new Ended(0, at), Ended::later);
            case AccessEnd.OfChainLogins(var chain, var at, var _) ->
                chainLogins.merge(chain, new Ended(0, at), Ended::later);
        }
        if (size() > maximum) {
            makeRoom();
        }
        changes.incrementAndGet();
    }

    /** Returns true if a token of this login opens nothing any more. */
    public boolean isEnded(Bearer bearer, Login login) {
        return isNamed(bearer, login) || (!everybodyUntil.equals(Instant.EPOCH) && !login.isAfter(everybodyUntil));
    }

    /**
     * Returns true if an end that is held is about this login. What outlives tokens, as a device's credential does, is
     * judged by this alone: that ends were forgotten is no reason to set every tablet up anew.
     */
    public boolean isNamed(Bearer bearer, Login login) {
        Ended ofChain = chains.get(bearer.chainId());
        String by = login.by();
        return isOfEnded(bearer.subject(), login)
                || (by != null && !by.equals(bearer.subject()) && isOfEnded(by, login))
                || (ofChain != null && !login.isOfEpoch(login.chainEpoch(), ofChain.epoch(), ofChain.at()))
                || isUntil(chainLogins.get(bearer.chainId()), login)
                || devices.containsKey(login.device())
                || (!managed.isEmpty() && isOfManaged(bearer, login));
    }

    private boolean isOfManaged(Bearer bearer, Login login) {
        String by = login.by();
        return isOfManaged(bearer.subject(), bearer.managedBy(), login)
                || isOfManaged(login.device(), bearer.managedBy(), login)
                || (by != null && isOfManaged(by, bearer.pairedBy(), login));
    }

    private boolean isOfManaged(String subject, List<ManagedBy> places, Login login) {
        return places.stream().anyMatch(place -> isUntil(managed.get(new Managed(subject, place)), login));
    }

    private static boolean isUntil(@Nullable Ended ended, Login login) {
        return ended != null && !login.isAfter(ended.at());
    }

    private boolean isOfEnded(String subject, Login login) {
        Ended ofSubject = subjects.get(subject);
        return (ofSubject != null && !login.isOfEpoch(login.epoch(), ofSubject.epoch(), ofSubject.at()))
                || isUntil(logins.get(subject), login);
    }

    /** Returns what tells, as often as it is asked, whether this login's access has ended. */
    public AccessWatch watch(Bearer bearer, Login login) {
        return new AccessWatch(this, bearer, login);
    }

    /** Returns a number that grows with every end. */
    long changes() {
        return changes.get();
    }

    /** Returns false until the topic was read once; nobody can be judged before. */
    public boolean isKnown() {
        return known;
    }

    void becomeKnown() {
        known = true;
    }

    int size() {
        return all().mapToInt(Map::size).sum();
    }

    private Stream<Map<?, Ended>> all() {
        return Stream.of(subjects, chains, logins, devices, managed, chainLogins);
    }

    private synchronized void makeRoom() {
        forgetBefore(clock.instant().minus(KEPT));
        if (size() <= maximum) {
            return;
        }
        List<Instant> times = all().flatMap(ends -> ends.values().stream())
                .map(Ended::at)
                .sorted()
                .toList();
        Instant last = times.get(times.size() / 2);
        // First this, so that nobody slips in between.
        everybodyUntil = last;
        forgetBefore(last.plusNanos(1));
        log.error(
                "More than {} logins were ended within {}: everybody who logged in before {} has to log in again",
                maximum,
                KEPT,
                last);
    }

    private void forgetBefore(Instant time) {
        all().forEach(ends -> ends.values().removeIf(ended -> ended.at().isBefore(time)));
    }
}
