/**
 * This package sends tablets' requests over keep-alive connections, as many at once as asked for, and measures how long
 * each took.
 */
@NullMarked
package io.tableorder.benchmarks.load;

import org.jspecify.annotations.NullMarked;
