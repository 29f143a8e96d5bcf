/**
 * The write path: one fenced writer per partition. What is answered here is durable and in the log exactly once.
 */
@NullMarked
package io.tableorder.api.writer;

import org.jspecify.annotations.NullMarked;
