/**
 * Whatever fails, the caller gets a problem document that says what to do next, and never a stack trace. A failure of
 * ours is logged once, with its cause.
 */
@NullMarked
package io.tableorder.operability.error;

import org.jspecify.annotations.NullMarked;
