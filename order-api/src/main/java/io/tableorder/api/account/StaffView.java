package io.tableorder.api.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This view has an account as those who manage it see it, without anything of its password.
 *
 * @param secondFactor true where a code is asked for beside the password; else absent
 * @param version to be sent back as If-Match
 */
record StaffView(
        String accountId,
        @Nullable String storeId,
        String username,
        String role,
        boolean disabled,
        @Nullable Boolean secondFactor,
        Instant createdAt,
        int version) {

    static StaffView of(StaffAccount account) {
        return new StaffView(
                account.accountId(),
                account.storeId(),
                account.username(),
                account.role().wireName(),
                account.disabled(),
                account.secondFactor() ? true : null,
                account.createdAt(),
                account.version());
    }

    record StaffList(String storeId, List<StaffView> staff) {}
}
