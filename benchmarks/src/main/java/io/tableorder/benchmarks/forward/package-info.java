/**
 * This benchmark measures what it costs that any instance takes any command: orders sent to their owner beside orders
 * sent to another.
 */
@NullMarked
package io.tableorder.benchmarks.forward;

import org.jspecify.annotations.NullMarked;
