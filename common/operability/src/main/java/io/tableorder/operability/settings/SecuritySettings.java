package io.tableorder.operability.settings;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * This is what tokens are signed with, and whose pages may call.
 *
 * @param secretKey signs tokens; at least 32 bytes in UTF-8
 * @param previousKey is accepted beside it, so that keys can be changed without ending anything that is signed
 * @param corsOrigins whose pages may call; empty for none
 */
public record SecuritySettings(
        String secretKey, Optional<String> previousKey, Duration tokenLifetime, List<String> corsOrigins) {

    /** HS256 is as strong as its key only up to the hash's 256 bits. */
    public static final int MINIMUM_KEY_BYTES = 32;

    public SecuritySettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Makes settings with one key. */
    public SecuritySettings(String secretKey, Duration tokenLifetime, List<String> corsOrigins) {
        this(secretKey, Optional.empty(), tokenLifetime, corsOrigins);
    }

    /** Returns the key to sign with. */
    public byte[] keyBytes() {
        return secretKey.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the keys whose signatures are accepted, the one to sign with first. */
    public List<byte[]> acceptedKeys() {
        return Stream.concat(Stream.of(secretKey), previousKey.stream())
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public String toString() {
        return "SecuritySettings[secretKey=***, tokenLifetime=" + tokenLifetime + ", corsOrigins=" + corsOrigins + "]";
    }
}
