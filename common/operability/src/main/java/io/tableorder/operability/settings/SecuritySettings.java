package io.tableorder.operability.settings;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * This is what tokens are signed with, and whose pages may call.
 *
 * @param secretKey signs tokens; at least 32 bytes in UTF-8
 * @param corsOrigins whose pages may call; empty for none
 */
public record SecuritySettings(String secretKey, Duration tokenLifetime, List<String> corsOrigins) {

    /** HS256 is as strong as its key only up to the hash's 256 bits. */
    public static final int MINIMUM_KEY_BYTES = 32;

    public SecuritySettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    public byte[] keyBytes() {
        return secretKey.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SecuritySettings[secretKey=***, tokenLifetime=" + tokenLifetime + ", corsOrigins=" + corsOrigins + "]";
    }
}
