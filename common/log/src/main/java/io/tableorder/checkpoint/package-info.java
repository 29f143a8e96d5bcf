/**
 * A partition's fold as of one position of the log, kept in {@code order-checkpoints}: load it, replay from there, and
 * the states are those of a full replay. What is damaged, torn or of an unknown format is never taken for one.
 */
@NullMarked
package io.tableorder.checkpoint;

import org.jspecify.annotations.NullMarked;
