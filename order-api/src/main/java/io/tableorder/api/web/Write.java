package io.tableorder.api.web;

import io.tableorder.operability.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A request that wants to change something: who, where, and under which conditions. Controllers take it as a method
 * argument.
 *
 * @param storeId the caller's own, or the one a chain admin named and may name
 * @param idempotencyKey null when the client sent none
 * @param expectedVersion from If-Match; null accepts any
 */
record Write(
        Caller caller,
        String storeId,
        String method,
        String path,
        String requestId,
        @Nullable String idempotencyKey,
        @Nullable Integer expectedVersion) {}
