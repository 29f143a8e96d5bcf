package io.tableorder.api.validation;

import io.swagger.v3.oas.annotations.media.Schema;

/** A secret is a password on its way to be hashed. Shows itself to nobody: not in logs, not in JSON. */
@Schema(type = "string", format = "password")
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** Returns the password itself. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
