package io.tableorder.api.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A view has an account as those who manage it see it, without anything of its password. */
record StaffView(
        String accountId, @Nullable String storeId, String username, String role, boolean disabled, Instant createdAt) {

    static StaffView of(StaffAccount account) {
        return new StaffView(
                account.accountId(),
                account.storeId(),
                account.username(),
                account.role().wireName(),
                account.disabled(),
                account.createdAt());
    }

    record StaffList(String storeId, List<StaffView> staff) {}
}
