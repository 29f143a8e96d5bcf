/**
 * Real Kafka brokers and a real PostgreSQL inside or beside this process, from Maven Central's artifacts alone, and the
 * faults that befall them. What was stored before {@code stop()} is there after {@code start()}, on the same port and in
 * the same directory.
 */
@NullMarked
package io.tableorder.embedded;

import org.jspecify.annotations.NullMarked;
