package io.tableorder.api.routing;

import io.tableorder.api.writer.CommandRequest;
import java.time.Duration;

/**
 * A forwarded command is on its way to its partition's owner.
 *
 * @param tried whether it may have been decided before: a receipt found is then its first answer, not a repetition
 * @param patience how long its outcome is waited for; relative, since instances' clocks differ
 */
record ForwardedCommand(CommandRequest request, boolean tried, Duration patience) {}
