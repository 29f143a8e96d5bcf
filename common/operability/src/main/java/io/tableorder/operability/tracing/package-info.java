/**
 * One trace leads from a tablet's request to the screens that show its order. Sending traces never delays or fails what
 * they tell of.
 */
@NullMarked
package io.tableorder.operability.tracing;

import org.jspecify.annotations.NullMarked;
