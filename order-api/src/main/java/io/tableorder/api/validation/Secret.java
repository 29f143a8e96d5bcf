package io.tableorder.api.validation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.text.Normalizer;

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

    /** Returns the password in the one form (NFKC) of all in which keyboards and systems write the same text. */
    public String normalised() {
        return Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    @Override
    public String toString() {
        return "***";
    }
}
