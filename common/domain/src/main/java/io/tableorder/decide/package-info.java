/**
 * Deciding says what may be asked of a store and what comes of it, as a pure function of the store's state. The same
 * state and command always give the same decision.
 */
@NullMarked
package io.tableorder.decide;

import org.jspecify.annotations.NullMarked;
