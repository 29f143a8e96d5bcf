/**
 * What every user of PostgreSQL in this service must agree on: which failures mean that it is away, not that we are wrong.
 */
@NullMarked
package io.tableorder.api.database;

import org.jspecify.annotations.NullMarked;
