/**
 * This benchmark measures how long it takes to rebuild the read models from the log, phase by phase, beside the live
 * projection's catch-up.
 */
@NullMarked
package io.tableorder.benchmarks.rebuild;

import org.jspecify.annotations.NullMarked;
