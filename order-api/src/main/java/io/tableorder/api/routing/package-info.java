/**
 * Any instance takes any command: it is decided by the owner of its store's partition, at most one hop away and within
 * its deadline, or answered as unavailable.
 */
@NullMarked
package io.tableorder.api.routing;

import org.jspecify.annotations.NullMarked;
