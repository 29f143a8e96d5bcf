package io.tableorder.api.settings;

import java.time.Duration;

/** After {@code maximumFailures} in a row an account is locked for {@code lock}. */
public record LoginSettings(int maximumFailures, Duration lock) {}
