/**
 * A record that cannot be applied holds its own store back until a decision in the log leaves it out. Every service that
 * folds the log comes to the same state by that, whether it met the decision live or in a rebuild.
 */
@NullMarked
package io.tableorder.hold;

import org.jspecify.annotations.NullMarked;
