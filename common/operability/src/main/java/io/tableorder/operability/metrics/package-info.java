/**
 * A service counts its requests, streams and orders, for people at {@code /metrics} and for Prometheus on the
 * management port. What is kept does not grow with what is asked.
 */
@NullMarked
package io.tableorder.operability.metrics;

import org.jspecify.annotations.NullMarked;
