/**
 * What operators do by hand, beside the running services. Every command answers with one of {@link
 * io.tableorder.projector.command.ExitCode}'s numbers, and says what is wrong in a line on standard error.
 */
@NullMarked
package io.tableorder.projector.command;

import org.jspecify.annotations.NullMarked;
