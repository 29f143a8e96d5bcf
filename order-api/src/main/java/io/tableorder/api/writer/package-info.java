/**
 * The write path has one writer a partition, at any time, in any number of instances. What is answered here is durable
 * and in the log exactly once.
 */
@NullMarked
package io.tableorder.api.writer;

import org.jspecify.annotations.NullMarked;
