/**
 * This benchmark measures what the contract's queries cost on a large set of orders: their plans, and how long they
 * take beside intake.
 */
@NullMarked
package io.tableorder.benchmarks.queries;

import org.jspecify.annotations.NullMarked;
