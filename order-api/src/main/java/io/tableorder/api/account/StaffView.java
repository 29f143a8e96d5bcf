package io.tableorder.api.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This view has an account as those who manage it see it, without anything of its password.
 *
 * @param secondFactor true where a code is asked for beside the password; else absent
 * @param linked true for whoever logs in by an issuer in place of a password; else absent
 * @param invited true for whoever has no password and is to choose one by an invitation; else absent
 * @param invitedUntil when that invitation ends, or has; absent if it was used or revoked
 * @param invitation in the answer that makes one; else absent
 * @param version to be sent back as If-Match
 */
record StaffView(
        String accountId,
        @Nullable String storeId,
        String username,
        String role,
        boolean disabled,
        @Nullable Boolean linked,
        @Nullable Boolean invited,
        @Nullable Instant invitedUntil,
        @Nullable Boolean secondFactor,
        Instant createdAt,
        int version,
        @Nullable InvitationView invitation) {

    static StaffView of(StaffAccount account) {
        return new StaffView(
                account.accountId(),
                account.storeId(),
                account.username(),
                account.role().wireName(),
                account.disabled(),
                account.linked() ? true : null,
                account.invited() ? true : null,
                account.invitedUntil(),
                account.secondFactor() ? true : null,
                account.createdAt(),
                account.version(),
                null);
    }

    /** Returns the same with the invitation that goes with it, if one does. */
    StaffView with(@Nullable InvitationView made) {
        return new StaffView(
                accountId,
                storeId,
                username,
                role,
                disabled,
                linked,
                invited,
                made == null ? invitedUntil : made.expiresAt(),
                secondFactor,
                createdAt,
                version,
                made);
    }

    record StaffList(String storeId, List<StaffView> staff) {}
}
