/** Tablets' requests over keep-alive connections, as many at once as are asked for, and how long each took. */
@NullMarked
package io.tableorder.benchmarks.load;

import org.jspecify.annotations.NullMarked;
