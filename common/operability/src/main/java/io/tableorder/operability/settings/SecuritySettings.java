package io.tableorder.operability.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * This is what tokens and tickets are signed with or known by, and whose pages may call.
 *
 * @param secretKey at least 32 bytes in UTF-8; empty for a service that has keys of its own for all it does
 * @param previousKey is accepted beside it, so that keys can be changed without ending anything that is signed
 * @param publicKeys where the public keys of tokens are; empty where SECRET_KEY signs everybody's
 * @param operatorTokens whether operators' tokens that SECRET_KEY signs are accepted beside key pairs
 * @param forwardKeys of commands between instances, the one to sign with first; empty for those derived from SECRET_KEY
 * @param ticketKeys of stream tickets, the one to sign with first; empty for those derived from SECRET_KEY
 * @param corsOrigins whose pages may call; empty for none
 */
public record SecuritySettings(
        String secretKey,
        Optional<String> previousKey,
        Optional<PublicKeys> publicKeys,
        boolean operatorTokens,
        List<String> forwardKeys,
        List<String> ticketKeys,
        TokenLifetimes tokenLifetimes,
        List<String> corsOrigins) {

    /** HS256 is as strong as its key only up to the hash's 256 bits. */
    public static final int MINIMUM_KEY_BYTES = 32;

    /** The public keys of tokens are in one of these places. */
    public sealed interface PublicKeys {

        /** order-api writes the file, the others read it. */
        record InFile(Path file) implements PublicKeys {}

        record AtAddress(URI address) implements PublicKeys {}
    }

    public SecuritySettings {
        forwardKeys = List.copyOf(forwardKeys);
        ticketKeys = List.copyOf(ticketKeys);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Makes settings with SECRET_KEY for everything. */
    public SecuritySettings(
            String secretKey, Optional<String> previousKey, Duration tokenLifetime, List<String> corsOrigins) {
        this(
                secretKey,
                previousKey,
                Optional.empty(),
                true,
                List.of(),
                List.of(),
                TokenLifetimes.of(tokenLifetime),
                corsOrigins);
    }

    /** Makes settings with one key for everything. */
    public SecuritySettings(String secretKey, Duration tokenLifetime, List<String> corsOrigins) {
        this(secretKey, Optional.empty(), tokenLifetime, corsOrigins);
    }

    /**
     * Returns the key to sign with.
     *
     * @throws SettingsException in a service that needs SECRET_KEY and has none
     */
    public byte[] keyBytes() {
        requireSecretKey();
        return bytes(secretKey);
    }

    /** Returns the keys whose signatures are accepted, the one to sign with first. */
    public List<byte[]> acceptedKeys() {
        return Stream.concat(Stream.of(secretKey).filter(key -> !key.isEmpty()), previousKey.stream())
                .map(SecuritySettings::bytes)
                .toList();
    }

    /**
     * Returns what the keys of forwarded commands are derived from, the one to sign with first.
     *
     * @throws SettingsException in a service that has neither FORWARD_KEY nor SECRET_KEY
     */
    public List<byte[]> forwardSecrets() {
        return ownOrShared(forwardKeys);
    }

    /**
     * Returns what the keys of stream tickets are derived from, the one to sign with first.
     *
     * @throws SettingsException in a service that has neither TICKET_KEY nor SECRET_KEY
     */
    public List<byte[]> ticketSecrets() {
        return ownOrShared(ticketKeys);
    }

    private List<byte[]> ownOrShared(List<String> own) {
        if (!own.isEmpty()) {
            return own.stream().map(SecuritySettings::bytes).toList();
        }
        requireSecretKey();
        return acceptedKeys();
    }

    private void requireSecretKey() {
        if (secretKey.isEmpty()) {
            throw new SettingsException(List.of("SECRET_KEY: got nothing, takes "
                    + SharedVariable.SECRET_KEY.description().takes().description()));
        }
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SecuritySettings[secretKey=***, publicKeys=" + publicKeys + ", tokenLifetimes=" + tokenLifetimes
                + ", corsOrigins=" + corsOrigins + "]";
    }
}
