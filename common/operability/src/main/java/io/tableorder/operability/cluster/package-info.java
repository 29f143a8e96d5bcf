/**
 * No service starts on a cluster that cannot keep what the log promises. A running service says so when its cluster
 * changes, by log line and metric, and goes on.
 */
@NullMarked
package io.tableorder.operability.cluster;

import org.jspecify.annotations.NullMarked;
