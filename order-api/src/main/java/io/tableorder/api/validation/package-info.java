/**
 * Validation says what a request may hold. Whatever passes can be stored, shown and hashed everywhere in the platform.
 */
@NullMarked
package io.tableorder.api.validation;

import org.jspecify.annotations.NullMarked;
