/**
 * Connections of slow or silent callers never take the memory or the places that other callers need: an unfinished request
 * is ended after a deadline, or sooner when many are unfinished. What is for the platform's own programs has a port of its own.
 */
@NullMarked
package io.tableorder.operability.connection;

import org.jspecify.annotations.NullMarked;
