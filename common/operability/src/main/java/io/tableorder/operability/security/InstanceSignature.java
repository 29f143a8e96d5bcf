package io.tableorder.operability.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.operability.settings.SecuritySettings;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Instances know each other by it: it is an HMAC-SHA256 over method, path, time and body, with a key that only holders
 * of FORWARD_KEY, or else SECRET_KEY, can derive. A captured request is worth nothing elsewhere and nothing later; repeated at once it is the
 * same command again, which is done once.
 */
public final class InstanceSignature {

    public static final String HEADER = "X-Instance-Signature";

    /** This says how far instances' clocks may be apart, and how long a captured request is taken. */
    public static final Duration MAXIMUM_SKEW = Duration.ofSeconds(30);

    private static final int KEY_BYTES = 32;

    /** Keeps this key apart from everything else that is derived from SECRET_KEY or signed by it. */
    private static final byte[] LABEL = "table-order instance to instance, v1".getBytes(UTF_8);

    /** Milliseconds since the epoch, and the HMAC. */
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\.([0-9a-f]{64})");

    private final SecretKey key;
    private final List<SecretKey> acceptedKeys;
    private final Clock clock;

    public InstanceSignature(SecuritySettings security, Clock clock) {
        this.acceptedKeys = security.forwardSecrets().stream()
                .map(InstanceSignature::derive)
                .toList();
        this.key = acceptedKeys.getFirst();
        this.clock = clock;
    }

    private static SecretKey derive(byte[] secret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            Hmac.ALGORITHM,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(new SecretKeySpec(secret, "HKDF"))
                                    .thenExpand(LABEL, KEY_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HKDF-SHA256 is in every JDK since 25", impossible);
        }
    }

    /** Returns the header's value for a request made now. */
    public String sign(String method, String path, byte[] body) {
        long time = clock.millis();
        return time + "." + HexFormat.of().formatHex(hmac(key, method, path, time, body));
    }

    /** Returns whether an instance of this platform made the request, within the last {@link #MAXIMUM_SKEW}. */
    public boolean isValid(@Nullable String header, String method, String path, byte[] body) {
        if (header == null) {
            return false;
        }
        Matcher parts = FORM.matcher(header);
        if (!parts.matches()) {
            return false;
        }
        long time = Long.parseLong(parts.group(1));
        boolean recent = Math.abs(clock.millis() - time) <= MAXIMUM_SKEW.toMillis();
        byte[] signature = HexFormat.of().parseHex(parts.group(2));
        return recent
                && acceptedKeys.stream()
                        .anyMatch(
                                accepted -> MessageDigest.isEqual(hmac(accepted, method, path, time, body), signature));
    }

    private static byte[] hmac(SecretKey key, String method, String path, long time, byte[] body) {
        return Hmac.sign(key, (method + "\n" + path + "\n" + time + "\n").getBytes(UTF_8), body);
    }
}
