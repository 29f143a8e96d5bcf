/**
 * This benchmark measures how fast intake is, beside a no-op endpoint and a plain produce on the same server in the
 * same run. Only ratios of one run mean anything.
 */
@NullMarked
package io.tableorder.benchmarks.intake;

import org.jspecify.annotations.NullMarked;
