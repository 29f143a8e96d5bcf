package io.tableorder.cli;

import io.tableorder.event.Role;
import io.tableorder.operability.keys.TokenKeyFile;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.SecuritySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Makes tokens of an operator without an account, for whoever holds the keys. */
final class SignedOperator {

    private SignedOperator() {}

    /** Returns a token that is signed by the key pair whose turn it is. */
    static String by(TokenKeySet keys, String name, Duration lifetime) {
        SecuritySettings noSecret = new SecuritySettings("", lifetime, List.of());
        return sign(new TokenIssuer(noSecret, TokenKeys.of(keys), InstantSource.system()), name);
    }

    /**
     * Returns a token that is signed by the key pair whose turn it is, and by SECRET_KEY where no file of key pairs is set
     * or none of them signs yet.
     */
    static String by(CommandSettings settings, String name, Duration lifetime) throws IOException {
        Path file = settings.signingKeys().orElse(null);
        TokenKeySet keys = file == null ? null : new TokenKeyFile(file).read().orElse(null);
        return keys == null || keys.signing(InstantSource.system().instant()).isEmpty()
                ? sign(new TokenIssuer(settings.security(), InstantSource.system()), name)
                : by(keys, name, lifetime);
    }

    private static String sign(TokenIssuer issuer, String name) {
        return issuer.issue(name, Role.OPERATOR, "", null, null).value();
    }
}
