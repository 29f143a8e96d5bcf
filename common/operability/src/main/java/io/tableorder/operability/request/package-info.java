/**
 * Every request has an id, known to the caller, to each of its log lines and to what it causes elsewhere.
 */
@NullMarked
package io.tableorder.operability.request;

import org.jspecify.annotations.NullMarked;
