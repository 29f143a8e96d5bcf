/**
 * This benchmark measures what an event takes on the disks of Kafka, by how it is compressed and how many are committed
 * together.
 */
@NullMarked
package io.tableorder.benchmarks.disk;

import org.jspecify.annotations.NullMarked;
