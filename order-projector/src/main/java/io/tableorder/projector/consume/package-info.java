/**
 * Brings the committed records of {@code order-events} to the projection, each partition in order and all at once.
 * PostgreSQL or Kafka going away stops it, and it goes on by itself when they return.
 */
@NullMarked
package io.tableorder.projector.consume;

import org.jspecify.annotations.NullMarked;
