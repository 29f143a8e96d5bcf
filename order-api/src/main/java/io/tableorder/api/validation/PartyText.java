package io.tableorder.api.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks free text about a party or its orders, which can be erased. So nothing that is kept for longer may be made from it
 * without a key, as a hash from which a short text could be guessed.
 */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface PartyText {}
