/**
 * An order-api with the heap of its container and a day's receipts of a large chain, beside one whose stores have just opened.
 * It says whether memory, starts and intake depend on how much has happened.
 */
@NullMarked
package io.tableorder.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
