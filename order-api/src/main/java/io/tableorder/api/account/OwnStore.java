package io.tableorder.api.account;

import io.tableorder.operability.security.Caller;

/**
 * Who asks, and the store they may ask about: their own, or the one a chain admin names by {@code ?store_id=}. Controllers
 * take it as a method argument, before the body, so that a stranger learns nothing of what is wrong with theirs.
 */
public record OwnStore(Caller caller, String storeId) {}
