/**
 * Proves from the log's own bytes that nothing in it was altered, taken out or moved, and that the journal says the same
 * record by record. Whatever is not so is named: where, whose, what was expected.
 */
@NullMarked
package io.tableorder.cli.audit;

import org.jspecify.annotations.NullMarked;
