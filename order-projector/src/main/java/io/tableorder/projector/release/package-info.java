/**
 * People may see parked events, try them again, and leave one out with a reason. Who belongs to a chain reaches that
 * chain's events only.
 */
@NullMarked
package io.tableorder.projector.release;

import org.jspecify.annotations.NullMarked;
