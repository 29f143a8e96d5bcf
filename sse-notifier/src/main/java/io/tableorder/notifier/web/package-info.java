/**
 * The HTTP side: who may have a stream, tickets for those who cannot send a token, and what callers are told. Knows
 * nothing of Kafka.
 */
@NullMarked
package io.tableorder.notifier.web;

import org.jspecify.annotations.NullMarked;
