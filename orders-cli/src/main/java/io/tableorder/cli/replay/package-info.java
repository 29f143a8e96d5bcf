/** Reads the log itself, committed events only, in its order and in bounded memory, and shows or copies what is there. */
@NullMarked
package io.tableorder.cli.replay;

import org.jspecify.annotations.NullMarked;
