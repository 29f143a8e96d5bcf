package io.tableorder.api.account;

import io.tableorder.event.Role;
import io.tableorder.store.Versions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param storeId null for chain admins */
record StaffAccount(
        String accountId,
        String chainId,
        @Nullable String storeId,
        String username,
        Role role,
        boolean disabled,
        Instant createdAt) {

    /** Made from what can be changed of it and shown; a new password is neither. */
    int version() {
        return Versions.hash(username, role.wireName(), disabled);
    }
}
