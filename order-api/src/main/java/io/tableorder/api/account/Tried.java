package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import org.jspecify.annotations.Nullable;

/** What is found out about somebody while they try to log in, for the trail and for what they are told. */
final class Tried {

    private @Nullable StaffAccount account;
    private @Nullable ApiText wrongCode;

    /** Notes whose name it is; null for nobody's. */
    void named(@Nullable StaffAccount named) {
        this.account = named;
    }

    /** Notes that the password was right, and the code was not. */
    void codeWas(ApiText wrong) {
        this.wrongCode = wrong;
    }

    @Nullable
    StaffAccount account() {
        return account;
    }

    /** Returns what is to be said of the code; null if it did not come to that. */
    @Nullable
    ApiText wrongCode() {
        return wrongCode;
    }
}
