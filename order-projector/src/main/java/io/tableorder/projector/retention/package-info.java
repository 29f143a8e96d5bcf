/**
 * Takes what is too old out of the journal, whole months at a time, and keeps for each store where its journal begins now.
 * What anything open still needs is never taken.
 */
@NullMarked
package io.tableorder.projector.retention;

import org.jspecify.annotations.NullMarked;
