/**
 * Reads and writes the SQL tables of a generation, many rows in one statement each. It knows columns, types and keys, and
 * nothing of what an event means.
 */
@NullMarked
package io.tableorder.projector.table;

import org.jspecify.annotations.NullMarked;
