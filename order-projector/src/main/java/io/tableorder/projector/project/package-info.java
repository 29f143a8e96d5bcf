/**
 * Folds a partition's records into the read models and moves its position, in one transaction: each event is included
 * exactly once, whoever else tries. What cannot be applied is parked in that transaction, never skipped.
 */
@NullMarked
package io.tableorder.projector.project;

import org.jspecify.annotations.NullMarked;
