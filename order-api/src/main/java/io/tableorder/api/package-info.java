/**
 * order-api: decides commands, appends their events, answers once they are durable, and serves queries.
 */
@NullMarked
package io.tableorder.api;

import org.jspecify.annotations.NullMarked;
