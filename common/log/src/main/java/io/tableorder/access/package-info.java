/**
 * This package defines how the end of somebody's access rests in Kafka. What is written is a fact that no later record
 * takes back, so records may come twice and in any order.
 */
@NullMarked
package io.tableorder.access;

import org.jspecify.annotations.NullMarked;
