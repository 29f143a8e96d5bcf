package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.account.EndingChanges.Made;
import io.tableorder.event.Role;
import io.tableorder.trail.AccountEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A change of an account that is locked, with all that goes with it.
 *
 * @param hash of a new password; null leaves a value as it is
 */
record AccountChange(
        StaffAccount account,
        @Nullable String hash,
        @Nullable Role role,
        @Nullable Boolean disabled) {

    /** Whoever is in must prove anew who they are, or may no longer do what their token says. */
    private boolean endsAccess() {
        return hash != null || Boolean.TRUE.equals(disabled) || isOtherRole();
    }

    /** Whoever has another password, or may not log in, has no use for an invitation. */
    private boolean endsInvitation() {
        return hash != null || Boolean.TRUE.equals(disabled);
    }

    private boolean isOtherRole() {
        return role != null && role != account.role();
    }

    /** Returns what the trail says of it. */
    private List<AccountEventType> events() {
        List<AccountEventType> events = new ArrayList<>();
        if (isOtherRole()) {
            events.add(AccountEventType.ROLE_CHANGED);
        }
        if (hash != null) {
            events.add(AccountEventType.PASSWORD_CHANGED);
        }
        if (disabled != null && disabled != account.disabled()) {
            events.add(disabled ? AccountEventType.ACCOUNT_DISABLED : AccountEventType.ACCOUNT_ENABLED);
        }
        return events;
    }

    /**
     * Makes it in the transaction that locked the account, and answers with the account as it is then.
     *
     * @param ordered when somebody asked for it, as the trail says
     */
    Made<StaffView> make(JdbcClient jdbc, AccountTrail trail, Origin origin, Instant ordered, Instant now) {
        String accountId = account.accountId();
        AccessEnd end = null;
        if (endsAccess()) {
            long epoch = StaffAccounts.nextEpoch(jdbc, accountId);
            Devices.deleteAll(jdbc, accountId);
            end = AccessOutbox.add(jdbc, new AccessEnd.OfSubject(accountId, epoch, now));
        }
        if (endsInvitation()) {
            Invitations.withdraw(jdbc, accountId);
        }
        StaffAccount after = StaffAccounts.update(jdbc, accountId, hash, role, disabled);
        events().forEach(event -> trail.append(jdbc, TrailEntry.of(event, origin, after), ordered));
        return new Made<>(StaffView.of(after), end);
    }

    /** Removes an account in the transaction that locked it, and answers with the account as it was. */
    static Made<StaffView> delete(
            JdbcClient jdbc, StaffAccount account, AccountTrail trail, Origin origin, Instant ordered, Instant now) {
        StaffAccounts.delete(jdbc, account.accountId());
        Devices.deleteAll(jdbc, account.accountId());
        AccessEnd end = AccessOutbox.add(jdbc, AccessEnd.OfSubject.forGood(account.accountId(), now));
        trail.append(jdbc, TrailEntry.of(AccountEventType.ACCOUNT_DELETED, origin, account), ordered);
        return new Made<>(StaffView.of(account), end);
    }
}
