package io.tableorder.api.account;

import io.tableorder.event.Role;
import io.tableorder.store.Versions;
import io.tableorder.trail.AccountEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who logs in by a name and a password.
 *
 * @param chainId empty for operators
 * @param storeId null for chain admins and operators
 * @param linked they log in by an identity of an issuer, and by no password
 * @param invited they log in by neither: whoever has its invitation chooses a password
 * @param invitedUntil when its invitation ends, or has; null without one
 * @param secondFactor a code is asked for beside the password
 */
record StaffAccount(
        String accountId,
        String chainId,
        @Nullable String storeId,
        String username,
        Role role,
        boolean disabled,
        boolean linked,
        boolean invited,
        @Nullable Instant invitedUntil,
        boolean secondFactor,
        Instant createdAt) {

    static StaffAccount operator(String accountId, String username, Instant createdAt) {
        return new StaffAccount(
                accountId,
                AccountEvent.NO_CHAIN,
                null,
                username,
                Role.OPERATOR,
                false,
                false,
                false,
                null,
                false,
                createdAt);
    }

    /** Returns true if they can log in now: nothing keeps them out, and they have chosen a password. */
    boolean canLogIn() {
        return !disabled && !invited;
    }

    /** Made from what can be changed of it here; passwords and second factors are elsewhere. */
    int version() {
        return Versions.hash(username, role.wireName(), disabled);
    }
}
