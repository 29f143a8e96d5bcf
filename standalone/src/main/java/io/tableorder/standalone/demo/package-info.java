/**
 * The demo makes data and a walk-through, both through the public HTTP interface alone. Storing the data twice leaves
 * what storing it once does.
 */
@NullMarked
package io.tableorder.standalone.demo;

import org.jspecify.annotations.NullMarked;
