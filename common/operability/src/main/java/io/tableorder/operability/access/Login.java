package io.tableorder.operability.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login is one proof of who somebody is, on one device, as its token tells of it.
 *
 * @param device the login's own id: what is logged out when a device is
 * @param epoch how often the account's or table's access had been ended until then; null in a token that does not say
 * @param chainEpoch the same of the chain
 * @param at when; null in a token that does not say, which no end by time spares
 * @param by the account or table that a device logs in for with its own credential, and with whose access the device's
 *     ends; null where somebody gave a password
 */
public record Login(
        String device,
        @Nullable Long epoch,
        @Nullable Long chainEpoch,
        @Nullable Instant at,
        @Nullable String by) {

    /** A login for which somebody gave a password. */
    public Login(String device, @Nullable Long epoch, @Nullable Long chainEpoch, @Nullable Instant at) {
        this(device, epoch, chainEpoch, at, null);
    }

    /** Returns the login of a token that tells nothing of it. */
    public static Login untold(String device) {
        return new Login(device, null, null, null);
    }

    boolean isOfEpoch(@Nullable Long known, long epochNow, Instant endedAt) {
        return known == null ? isAfter(endedAt) : known >= epochNow;
    }

    boolean isAfter(Instant end) {
        return at != null && at.isAfter(end);
    }
}
