/**
 * This benchmark measures what a commit costs in each shape that the write path could have, without the service around
 * it. Only ratios of one run mean anything.
 */
@NullMarked
package io.tableorder.benchmarks.commit;

import org.jspecify.annotations.NullMarked;
