/**
 * The probes say whether a service lives and may be sent work. An answer comes within a second, whatever hangs behind
 * it.
 */
@NullMarked
package io.tableorder.operability.health;

import org.jspecify.annotations.NullMarked;
