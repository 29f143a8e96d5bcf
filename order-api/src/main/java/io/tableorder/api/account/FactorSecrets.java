package io.tableorder.api.account;

import io.tableorder.operability.settings.SecuritySettings;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Encrypts the secrets of second factors, so that the database alone, or a copy of it, makes no codes. A secret opens for its
 * own account only: moved to another row it is none.
 */
@Component
final class FactorSecrets {

    /** @param isOld it was encrypted with SECRET_KEY_PREVIOUS, which will go */
    record Opened(byte[] secret, boolean isOld) {}

    private final Sealing sealing;

    FactorSecrets(SecuritySettings settings) {
        this.sealing = new Sealing(settings, "second-factor");
    }

    byte[] seal(String accountId, byte[] secret) {
        return sealing.seal(accountId, secret);
    }

    /** Returns empty for what none of the keys opens: SECRET_KEY changed and the one before is not given any more. */
    Optional<Opened> open(String accountId, byte[] sealed) {
        return sealing.open(accountId, sealed).map(opened -> new Opened(opened.content(), opened.isOld()));
    }
}
