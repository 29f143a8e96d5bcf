/**
 * Fills another generation of the read models from the log, beside the live one, and shows it instead in one transaction.
 * Queries never fail, never wait noticeably and never go back in time by it.
 */
@NullMarked
package io.tableorder.projector.rebuild;

import org.jspecify.annotations.NullMarked;
