package io.tableorder.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A role says in what capacity somebody acts. The wire form is the lower-case name, also in tokens. */
public enum Role {
    /** The tablet on a table acts on behalf of its guests. */
    TABLE,
    STAFF,
    STORE_ADMIN,
    CHAIN_ADMIN,
    /** The operator runs the platform and opens chains. Holds no data of any store. */
    OPERATOR;

    private static final Map<String, Role> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Role::wireName, role -> role));

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    /**
     * Returns the role of a name on the wire.
     *
     * @throws IllegalArgumentException naming the roles there are
     */
    public static Role of(String wireName) {
        Role role = BY_WIRE_NAME.get(wireName);
        if (role == null) {
            throw new IllegalArgumentException(
                    "Unknown role '%s', expected one of %s".formatted(wireName, BY_WIRE_NAME.keySet()));
        }
        return role;
    }
}
