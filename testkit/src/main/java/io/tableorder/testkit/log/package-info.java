/**
 * Makes logs as busy stores write them, with valid sequences, hashes and state, of any length. The same arguments give the same
 * evening, but for ids and times.
 */
@NullMarked
package io.tableorder.testkit.log;

import org.jspecify.annotations.NullMarked;
