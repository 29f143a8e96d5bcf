/**
 * A service logs one line per happening, with the same fields in every service. No secret and no token reaches a line.
 */
@NullMarked
package io.tableorder.operability.logging;

import org.jspecify.annotations.NullMarked;
