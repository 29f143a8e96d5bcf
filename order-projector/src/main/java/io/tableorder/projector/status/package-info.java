/** The status says whether the projection works and how far it is, for probes and for people. */
@NullMarked
package io.tableorder.projector.status;

import org.jspecify.annotations.NullMarked;
