package io.tableorder.api.account;

import io.tableorder.event.Role;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventType;
import org.jspecify.annotations.Nullable;

/**
 * An entry is what is to be written in the account trail, before it has its place there.
 *
 * @param chainId whose trail it goes to
 * @param accountId absent for tables, and for names that no account has
 * @param role the account's, after it
 */
record TrailEntry(
        AccountEventType type,
        Origin origin,
        String chainId,
        @Nullable String storeId,
        @Nullable String accountId,
        @Nullable String username,
        @Nullable Role role,
        @Nullable Integer tableNumber) {

    static TrailEntry of(AccountEventType type, Origin origin, StaffAccount account) {
        return new TrailEntry(
                type,
                origin,
                account.chainId(),
                account.storeId(),
                account.accountId(),
                account.username(),
                account.role(),
                null);
    }

    static TrailEntry ofChain(AccountEventType type, Origin origin, String chainId) {
        return new TrailEntry(type, origin, chainId, null, null, null, null, null);
    }

    /** What is no chain's. */
    static TrailEntry ofPlatform(AccountEventType type, Origin origin) {
        return ofChain(type, origin, AccountEvent.NO_CHAIN);
    }

    static TrailEntry ofStore(AccountEventType type, Origin origin, String chainId, @Nullable String storeId) {
        return new TrailEntry(type, origin, chainId, storeId, null, null, null, null);
    }

    TrailEntry atTable(int number) {
        return new TrailEntry(type, origin, chainId, storeId, accountId, username, role, number);
    }
}
