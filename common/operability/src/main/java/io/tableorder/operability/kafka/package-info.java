/**
 * Makes every Kafka client: what an operator sets under {@code spring.kafka} reaches it, and no setting breaks a law.
 * A service's clients show their {@code kafka_*} metrics from when they are made until they are closed.
 */
@NullMarked
package io.tableorder.operability.kafka;

import org.jspecify.annotations.NullMarked;
