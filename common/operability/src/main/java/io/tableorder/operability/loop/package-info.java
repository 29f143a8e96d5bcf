/**
 * A loop that stands still is woken, and ends its process if that does not help. Whoever runs the process starts another.
 */
@NullMarked
package io.tableorder.operability.loop;

import org.jspecify.annotations.NullMarked;
