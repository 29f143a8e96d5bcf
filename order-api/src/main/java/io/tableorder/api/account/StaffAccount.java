package io.tableorder.api.account;

import io.tableorder.event.Role;
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
        Instant createdAt) {}
