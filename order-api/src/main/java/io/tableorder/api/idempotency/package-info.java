/**
 * A write is one write however often it is sent: every try of it has the same command id and fingerprint, in every
 * instance, whether it ends as events or as rows.
 */
@NullMarked
package io.tableorder.api.idempotency;

import org.jspecify.annotations.NullMarked;
