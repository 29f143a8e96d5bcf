package io.tableorder.api.settings;

import java.time.Duration;

/**
 * How guessing is stopped.
 *
 * @param maximumFailures in a row at one name from one address, after which it is locked there for {@code lock}
 * @param failuresPerAddress in a burst, at whatever names
 */
public record LoginSettings(int maximumFailures, Duration lock, int failuresPerAddress) {}
