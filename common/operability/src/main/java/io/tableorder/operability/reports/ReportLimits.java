package io.tableorder.operability.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The limits decide which errors are reported: each kind once in a while, and only so many in all. Thread-safe. */
final class ReportLimits {

    /** A person who was told needs some time to mend it. */
    static final Duration BETWEEN_LIKES = Duration.ofMinutes(10);

    /** This is more than a person can read. */
    static final int REPORTS_A_MINUTE = 20;

    /** Kinds remembered before old ones are forgotten: five times as many as ten minutes' reports. */
    private static final int REMEMBERED_KINDS = 1_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * This says how many like it, and how many others, a report stands for.
     *
     * @see ErrorReport
     */
    record Admission(int repeated, int leftOut) {}

    private static final class Kind {

        private final Instant reported;
        private int repeated;

        Kind(Instant reported) {
            this.reported = reported;
        }
    }

    private final InstantSource clock;
    private final Map<String, Kind> kinds = new HashMap<>();
    private Instant minute = Instant.MIN;
    private int inMinute;
    private int leftOut;

    ReportLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns nothing if the error is not to be reported; a later report says that it was. */
    synchronized Optional<Admission> admit(String kind) {
        Instant now = clock.instant();
        Kind known = kinds.get(kind);
        if (known != null && now.isBefore(known.reported.plus(BETWEEN_LIKES))) {
            known.repeated++;
            return Optional.empty();
        }
        if (!hasRoom(now)) {
            leftOut++;
            return Optional.empty();
        }
        int repeated = known == null ? 0 : known.repeated;
        forgetOld(now);
        kinds.put(kind, new Kind(now));
        Admission admission = new Admission(repeated, leftOut);
        leftOut = 0;
        return Optional.of(admission);
    }

    private boolean hasRoom(Instant now) {
        if (minute.equals(Instant.MIN) || !now.isBefore(minute.plus(MINUTE))) {
            minute = now;
            inMinute = 0;
        }
        return inMinute++ < REPORTS_A_MINUTE;
    }

    private void forgetOld(Instant now) {
        if (kinds.size() >= REMEMBERED_KINDS) {
            kinds.values().removeIf(kind -> !now.isBefore(kind.reported.plus(BETWEEN_LIKES)));
        }
    }

    /** Gives back the place of a report that could not be sent. */
    synchronized void lost() {
        leftOut++;
    }
}
