/**
 * The read side: answers from the read models that order-projector keeps, seen at one moment each, and never from the
 * write path's memory; an audit compares them with the log. Nothing here writes.
 */
@NullMarked
package io.tableorder.api.query;

import org.jspecify.annotations.NullMarked;
