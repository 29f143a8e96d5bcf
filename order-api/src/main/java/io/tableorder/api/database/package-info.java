/**
 * What every user of PostgreSQL in this service must agree on: a call ends in time, and which failures mean that the
 * database is away, not that we are wrong.
 */
@NullMarked
package io.tableorder.api.database;

import org.jspecify.annotations.NullMarked;
