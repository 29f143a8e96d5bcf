/**
 * This benchmark measures how long a takeover takes: what restoring a partition costs by the length of its log, and how
 * soon the group notices that an owner is gone.
 */
@NullMarked
package io.tableorder.benchmarks.takeover;

import org.jspecify.annotations.NullMarked;
