/**
 * This benchmark measures how fast the log becomes read models, beside parsing alone, COPY, a bare projector and JPA,
 * and how late live events are.
 */
@NullMarked
package io.tableorder.benchmarks.projection;

import org.jspecify.annotations.NullMarked;
