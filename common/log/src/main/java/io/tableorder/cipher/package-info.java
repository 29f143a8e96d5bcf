/**
 * Free text is in the log only enciphered, under a key that each party of a store has for itself. Destroying that key erases
 * the party's text everywhere at once, while every hash over it stays true.
 */
@NullMarked
package io.tableorder.cipher;

import org.jspecify.annotations.NullMarked;
