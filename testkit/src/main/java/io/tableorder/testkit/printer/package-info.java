/**
 * A printer of receipts as a kitchen has it: it understands the commands that are sent to it, answers for its state, and can be
 * switched off, run out of paper or hang.
 */
@NullMarked
package io.tableorder.testkit.printer;

import org.jspecify.annotations.NullMarked;
