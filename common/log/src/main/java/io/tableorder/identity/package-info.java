/**
 * A position that a client is given says which log it is of, so that one from before a restore is told from one of the log
 * that is read now.
 */
@NullMarked
package io.tableorder.identity;

import org.jspecify.annotations.NullMarked;
