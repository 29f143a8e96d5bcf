/**
 * A store's state is the fold of its events, the same in every process that folds them. Pure and immutable: no clock,
 * no randomness, no I/O.
 */
@NullMarked
package io.tableorder.store;

import org.jspecify.annotations.NullMarked;
