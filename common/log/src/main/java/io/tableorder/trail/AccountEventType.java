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
    ACCOUNT_CREATED("account.created.v1"),
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
