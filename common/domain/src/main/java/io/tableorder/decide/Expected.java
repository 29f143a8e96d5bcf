package io.tableorder.decide;

import io.tableorder.decide.Decision.Refused;
import org.jspecify.annotations.Nullable;

/** The version a caller has seen of what is to be changed, from If-Match. */
final class Expected {

    private Expected() {}

    /** @param expected null accepts any */
    static boolean isOther(@Nullable Integer expected, int current) {
        return expected != null && expected != current;
    }

    static Decision mismatch(@Nullable Integer expected, int current) {
        return new Refused(new Rejection.VersionMismatch(expected == null ? 0 : expected, current));
    }
}
