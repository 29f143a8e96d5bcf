package io.tableorder.operability.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Signs by HMAC-SHA256, which every Java platform has. */
public final class Hmac {

    public static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    public static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Returns the bytes of a key of its own, so that nothing made for one purpose can serve another. */
    public static byte[] derived(byte[] secret, String purpose) {
        return sign(key(secret), purpose.getBytes(UTF_8));
    }

    /** Returns the signature of these parts, one behind the other. */
    public static byte[] sign(SecretKey key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + ALGORITHM, e);
        }
    }
}
