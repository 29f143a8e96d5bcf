/**
 * Pictures are kept once, under the SHA-256 of the bytes that are served, and are never anything but what was encoded here.
 * They stand in the accounts' database and in no event: an event names a picture's address.
 */
@NullMarked
package io.tableorder.api.picture;

import org.jspecify.annotations.NullMarked;
