/**
 * Operators use this command line, which works beside the running services. Every command answers with one of {@link
 * io.tableorder.cli.ExitCode}'s numbers, and says what is wrong in a line on standard error.
 */
@NullMarked
package io.tableorder.cli;

import org.jspecify.annotations.NullMarked;
