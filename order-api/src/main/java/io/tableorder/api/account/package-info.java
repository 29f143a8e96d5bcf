/**
 * Accounts say who may log in, and to which chain, store and table. Orders are taken without any of it; what needs it
 * answers 503 while PostgreSQL is away, and recovers by itself.
 */
@NullMarked
package io.tableorder.api.account;

import org.jspecify.annotations.NullMarked;
