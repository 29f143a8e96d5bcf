/**
 * What people may do about parked events: see them, try them again, leave one out with a reason. Who belongs to a chain
 * reaches that chain's events only.
 */
@NullMarked
package io.tableorder.projector.release;

import org.jspecify.annotations.NullMarked;
