/**
 * The metrics say what the projection has done and how orders stand, as numbers and log lines; all of it is read-only.
 */
@NullMarked
package io.tableorder.projector.metrics;

import org.jspecify.annotations.NullMarked;
