package io.tableorder.api.keys;

import io.tableorder.api.settings.SigningSettings;
import io.tableorder.operability.keys.TokenKeyFile;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.keys.WatchedTokenKeys;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.operability.settings.SecuritySettings.PublicKeys;
import io.tableorder.operability.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class SigningKeysConfiguration {

    /**
     * Reads the key pairs, making the first one where there is none. What this service signed with SECRET_KEY until now is
     * known for as long as such a token lives.
     */
    @Bean
    TokenKeys tokenKeys(SigningSettings signing, SecuritySettings security, InstantSource clock)
            throws IOException, InterruptedException {
        Path file = signing.keys().orElse(null);
        if (file == null) {
            if (security.publicKeys().isPresent()) {
                throw new SettingsException(
                        List.of("TOKEN_SIGNING_KEYS_FILE: got nothing, takes the file of the key pairs"
                                + " whose public halves TOKEN_KEYS_FILE or TOKEN_KEYS_URL tells the other services"));
            }
            return TokenKeys.NONE;
        }
        makeFirst(new TokenKeyFile(file), security, clock);
        WatchedTokenKeys keys = WatchedTokenKeys.ofFile(file, publishing(security));
        // Before that, everybody's tokens would be answered 503, and those of new logins be signed with SECRET_KEY.
        keys.awaitFirstLook();
        return keys;
    }

    private static void makeFirst(TokenKeyFile file, SecuritySettings security, InstantSource clock)
            throws IOException {
        if (file.read().isEmpty()) {
            var _ = file.change(made -> made == null
                    ? TokenKeySet.first(
                            TokenKeyFile.newKey(),
                            clock.instant(),
                            security.tokenLifetimes().longest())
                    : made);
        }
    }

    private static WatchedTokenKeys.Follower publishing(SecuritySettings security) {
        return switch (security.publicKeys().orElse(null)) {
            case PublicKeys.InFile(Path file) -> new TokenKeyFile(file)::publish;
            case PublicKeys.AtAddress _ -> _ -> {};
            case null -> _ -> {};
        };
    }

    @Bean
    AccessPolicy keysPolicy() {
        return rules -> rules.open(HttpMethod.GET, KeysController.PATH);
    }
}
