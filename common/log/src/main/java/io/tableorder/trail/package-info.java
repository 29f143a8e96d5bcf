/**
 * This package defines how the account trail rests in Kafka: who logged in, failed to, or changed an account, from where. Its
 * events are linked as those of stores are, in one hash chain for each restaurant chain.
 */
@NullMarked
package io.tableorder.trail;

import org.jspecify.annotations.NullMarked;
