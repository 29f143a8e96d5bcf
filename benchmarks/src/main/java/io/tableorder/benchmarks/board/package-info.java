/** Measures what a crowd of screens costs sse-notifier: memory, processor time, latency. */
@NullMarked
package io.tableorder.benchmarks.board;

import org.jspecify.annotations.NullMarked;
