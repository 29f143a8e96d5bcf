package io.tableorder.api.text;

import io.tableorder.operability.text.Text;
import io.tableorder.operability.text.TextBundle;

/** The texts of order-api. Their words are in {@code texts/order-api_*.properties}, a file for each language. */
public enum ApiText implements Text {
    // Accounts and logins.
    ACCOUNTS_AWAY,
    CHAIN_TAKEN,
    USERNAME_TAKEN,
    NO_SUCH_ACCOUNT,
    ADMINS_BY_CHAIN,
    STORE_OR_CHAIN,
    LOGIN_WRONG,
    LOGIN_LOCKED,
    LOGINS_BUSY,
    REGISTERED_NOT_READABLE_YET,
    NO_STORE_IN_CHAIN,

    // Headers of a write.
    KEY_MALFORMED,
    VERSIONS_MALFORMED,
    ONE_VALUE_ONLY,

    // Queries.
    HISTORY_INTERRUPTED,
    CURSOR_MALFORMED,
    HISTORY_GONE,
    NO_ORDER,
    TABLE_GONE,
    TABLE_PASSWORD_CHANGED,
    QUERIES_AWAY,
    POSITION_MALFORMED,
    READ_MODELS_BEHIND,
    ONLY_HOURS,
    WRONG_SPAN,
    NO_STORE_IN_READ_MODELS,
    NO_TABLE,
    LIMIT_OUT_OF_RANGE,
    NOT_A_TIME,
    NOT_A_DATE,

    // Commands between instances.
    COMMAND_NOT_UNDERSTOOD,

    // Bodies and rates of commands.
    ITEM_TWICE,
    ONLY_SOLD_OUT,
    STAFF_AVAILABILITY_ONLY,
    ORDERS_TOO_OFTEN,
    NO_ZONE,
    NO_CURRENCY,
    OTHER_TABLE,
    NO_MEMBERS_TAKEN,
    NO_BODY_TAKEN,

    // Why a command was refused, by the rejections of the domain.
    ITEM_UNAVAILABLE,
    VERSION_MISMATCHES,
    ITEMS_UNAVAILABLE,
    NO_SUCH_STORE,
    NO_SUCH_TABLE,
    NO_SUCH_CATEGORY,
    NO_SUCH_MENU,
    NO_SUCH_ITEM,
    NO_SUCH_OPEN_ORDER,
    STORE_ALREADY_OPEN,
    SETTING_FIXED,
    NOT_SO_MANY,
    TABLE_NAME_TAKEN,
    INTAKE_PAUSED,
    INTAKE_PAUSED_BECAUSE,
    SESSION_FULL,
    IMPOSSIBLE_TRANSITION,
    TOO_LATE_TO_RECALL,
    NOT_PENDING,
    TABLE_NUMBER_TAKEN,
    SESSION_OPEN,
    NO_OPEN_SESSION,
    CATEGORY_NOT_EMPTY,
    CATEGORY_NAME_TAKEN,
    STORE_FULL,

    // Why a store's writer cannot be had.
    WRITER_QUEUE_FULL,
    WRITER_NOT_OWNED,
    WRITER_STORE_HELD_BACK,
    WRITER_VERSION_SKEW,
    WRITER_TIMED_OUT,

    // Titles of pages until their script sets another.
    TITLE_TABLET,
    TITLE_ADMIN,
    TITLE_CHAIN,
    TITLE_OPS;

    private static final TextBundle BUNDLE = TextBundle.of("order-api");

    @Override
    public TextBundle bundle() {
        return BUNDLE;
    }
}
