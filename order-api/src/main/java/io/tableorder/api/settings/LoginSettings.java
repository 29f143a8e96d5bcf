package io.tableorder.api.settings;

import java.time.Duration;

/**
 * How guessing is stopped, and how long devices stay logged in.
 *
 * @param maximumFailures in a row at one name from one address, after which it is locked there for {@code lock}
 * @param failuresPerAddress in a burst, at whatever names
 * @param deviceLifetime after the last use of a device that logs in by its own credential
 * @param secondFactorRequired of chain admins and operators
 */
public record LoginSettings(
        int maximumFailures,
        Duration lock,
        int failuresPerAddress,
        Duration deviceLifetime,
        boolean secondFactorRequired) {}
