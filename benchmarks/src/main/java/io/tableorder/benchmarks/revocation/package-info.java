/**
 * This benchmark measures how long access that has ended still opens anything: for each way in which it ends, in each service, and
 * once more while PostgreSQL is away.
 */
@NullMarked
package io.tableorder.benchmarks.revocation;

import org.jspecify.annotations.NullMarked;
