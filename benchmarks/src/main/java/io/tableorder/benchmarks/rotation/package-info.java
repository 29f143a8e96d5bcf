/**
 * This benchmark changes the keys that sign tokens while people and tablets log in, order, read and hold streams, and counts the
 * requests that fail.
 */
@NullMarked
package io.tableorder.benchmarks.rotation;

import org.jspecify.annotations.NullMarked;
