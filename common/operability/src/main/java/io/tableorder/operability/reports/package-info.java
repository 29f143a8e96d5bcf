/**
 * Somebody is told of errors soon, and of none so often that they stop reading. Telling them never delays or fails what
 * went wrong any further.
 */
@NullMarked
package io.tableorder.operability.reports;

import org.jspecify.annotations.NullMarked;
