package io.tableorder.api.account;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tableorder.event.Role;
import java.util.Locale;

/** A device's kind says what it is for. The wire form is the lower-case name. */
enum DeviceKind {
    /** A person logged in with their password. */
    BROWSER,
    /** It stands on a table and orders for its guests. */
    TABLET,
    KITCHEN,
    FLOOR;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeviceKind of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** Returns what a device of this kind may do that logs in by its own credential. */
    Role role() {
        return this == TABLET ? Role.TABLE : Role.STAFF;
    }
}
