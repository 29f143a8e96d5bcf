/**
 * Connections of slow or silent callers never take the memory or the places that other callers need. An unfinished request
 * is ended after a deadline, or sooner when many are unfinished.
 */
@NullMarked
package io.tableorder.operability.connection;

import org.jspecify.annotations.NullMarked;
