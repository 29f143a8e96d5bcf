/**
 * This benchmark compares what ways to hold many screens' streams cost, beside each other and beside sse-notifier:
 * memory, processor time, latency.
 */
@NullMarked
package io.tableorder.benchmarks.board;

import org.jspecify.annotations.NullMarked;
