/**
 * This benchmark measures what a checkpoint costs and spares: its bytes, and its time beside that of replaying the same
 * events.
 */
@NullMarked
package io.tableorder.benchmarks.checkpoint;

import org.jspecify.annotations.NullMarked;
