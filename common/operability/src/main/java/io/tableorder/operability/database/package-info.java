/**
 * Every request that needs PostgreSQL agrees on two things: a call ends in time, and which failures mean that the database is
 * away instead of a fault of ours.
 */
@NullMarked
package io.tableorder.operability.database;

import org.jspecify.annotations.NullMarked;
