/** Two commits are compared by the same benchmark in turn, figure by figure, with the range that the rounds had. */
@NullMarked
package io.tableorder.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
