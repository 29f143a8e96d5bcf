package io.tableorder.event;

import java.util.Arrays;
import java.util.Locale;

/** In what capacity somebody acts. The wire form is the lower-case name, also in tokens. */
public enum Role {
    /** The tablet on a table, on behalf of its guests. */
    TABLE,
    STAFF,
    STORE_ADMIN,
    CHAIN_ADMIN,
    /** Whoever runs the platform: opens chains. Holds no data of any store. */
    OPERATOR;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException naming the roles there are */
    public static Role of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown role '%s', expected one of %s".formatted(wireName, Arrays.toString(values()))));
    }
}
