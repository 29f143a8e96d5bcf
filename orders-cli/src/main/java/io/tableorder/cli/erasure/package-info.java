/**
 * What a party has written is found in the log before it is erased, so that an operator sees how much goes, and what cannot:
 * texts from before they were enciphered.
 */
@NullMarked
package io.tableorder.cli.erasure;

import org.jspecify.annotations.NullMarked;
