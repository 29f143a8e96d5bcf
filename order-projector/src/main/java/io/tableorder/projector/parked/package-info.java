/**
 * What could not be applied, whole and with the reason, until somebody decides: nothing is skipped in silence, and what
 * depends on it waits in sequence.
 */
@NullMarked
package io.tableorder.projector.parked;

import org.jspecify.annotations.NullMarked;
