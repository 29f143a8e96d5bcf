/** This benchmark measures what traces cost an order: none sent, one in a hundred, all. */
@NullMarked
package io.tableorder.benchmarks.tracing;

import org.jspecify.annotations.NullMarked;
