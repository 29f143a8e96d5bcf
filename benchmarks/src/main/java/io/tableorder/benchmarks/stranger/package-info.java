/**
 * This benchmark measures what one stranger with thousands of unfinished requests costs everybody else. It asks a service that runs
 * already, at a fixed rate.
 */
@NullMarked
package io.tableorder.benchmarks.stranger;

import org.jspecify.annotations.NullMarked;
