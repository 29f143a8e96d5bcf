/**
 * Parked events are kept whole and with the reason until somebody decides: nothing is skipped in silence, and what
 * depends on a parked event waits in sequence.
 */
@NullMarked
package io.tableorder.projector.parked;

import org.jspecify.annotations.NullMarked;
