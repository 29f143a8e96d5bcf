/**
 * Folds events into rows in memory: each fold says which rows its events may touch, and applies an event whole or refuses
 * it. An event that cannot be applied becomes a parked one, with all that depends on it.
 */
@NullMarked
package io.tableorder.projector.fold;

import org.jspecify.annotations.NullMarked;
