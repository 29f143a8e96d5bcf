package io.tableorder.trail;

/** The kinds of events in the account trail, by the names under which they stay readable for ever. */
public enum AccountEventType {
    LOGIN_SUCCEEDED("login.succeeded.v1"),
    LOGIN_FAILED("login.failed.v1"),
    /** After too many failures. */
    LOGIN_LOCKED("login.locked.v1"),
    LOGGED_OUT("logged-out.v1"),
    /** On all devices. */
    LOGGED_OUT_EVERYWHERE("logged-out.everywhere.v1"),
    /** Somebody who was in did not know the current password. */
    PASSWORD_NOT_PROVED("password.not-proved.v1"),
    PASSWORD_CHANGED("password.changed.v1"),
    /** Somebody was shown a secret for an authenticator app. */
    SECOND_FACTOR_BEGUN("second-factor.begun.v1"),
    /** The first code came: logins ask for one from here on. */
    SECOND_FACTOR_ADDED("second-factor.added.v1"),
    /** A password was right, and the code with it was not. */
    SECOND_FACTOR_FAILED("second-factor.failed.v1"),
    /** Whoever has it removed it. */
    SECOND_FACTOR_REMOVED("second-factor.removed.v1"),
    /** Somebody else removed it, as phone and codes were lost. */
    SECOND_FACTOR_RESET("second-factor.reset.v1"),
    RECOVERY_CODE_USED("recovery-code.used.v1"),
    /** In the place of those before. */
    RECOVERY_CODES_MADE("recovery-codes.made.v1"),
    ACCOUNT_CREATED("account.created.v1"),
    /** Somebody may choose a password for the account, by a code. */
    INVITATION_MADE("invitation.made.v1"),
    INVITATION_ACCEPTED("invitation.accepted.v1"),
    /** Whoever accepted an invitation logs in by an identity of an issuer, and by no password. */
    IDENTITY_LINKED("identity.linked.v1"),
    /** Before it was used. */
    INVITATION_REVOKED("invitation.revoked.v1"),
    ROLE_CHANGED("account.role-changed.v1"),
    ACCOUNT_DISABLED("account.disabled.v1"),
    ACCOUNT_ENABLED("account.enabled.v1"),
    ACCOUNT_DELETED("account.deleted.v1"),
    NAME_UNLOCKED("account.unlocked.v1"),
    CHAIN_OPENED("chain.opened.v1"),
    CHAIN_DISABLED("chain.disabled.v1"),
    CHAIN_ENABLED("chain.enabled.v1"),
    /** Nobody of the store logs in any more, at no table either. */
    STORE_CLOSED("store.closed.v1"),
    STORE_REOPENED("store.reopened.v1"),
    /** Somebody let the platform make a code for its first operator. */
    SETUP_CODE_MADE("setup-code.made.v1");

    private final String wireName;

    AccountEventType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
