package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes made from a secret and the time (RFC 6238), as every authenticator app makes them: by HMAC-SHA1, of six
 * digits, another one every 30 seconds.
 */
final class Totp {

    /** A secret is as long as SHA-1's result, which is what RFC 4226 asks for. */
    static final int SECRET_BYTES = 20;

    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;

    /** A phone's clock may be off by so many steps, and somebody types for as long as that. */
    private static final int DRIFT_STEPS = 1;

    private static final int MODULUS = 1_000_000;
    private static final String ALGORITHM = "HmacSHA1";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BASE32_BITS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** Returns true for what may be one of these codes, and is no recovery code. */
    static boolean isCode(String plain) {
        return plain.matches("[0-9]{" + DIGITS + "}");
    }

    /**
     * Returns the step whose code it is, of those around now; empty for another code.
     *
     * @param lastStep of the code that was taken last: neither it nor an older one is taken again
     */
    static OptionalLong step(byte[] secret, String code, Instant now, long lastStep) {
        long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        return LongStream.rangeClosed(current - DRIFT_STEPS, current + DRIFT_STEPS)
                .filter(step -> step > lastStep)
                .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(UTF_8), code.getBytes(UTF_8)))
                .findFirst();
    }

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            // RFC 4226: the last four bits say where the 31 bits begin that become the code.
            int begin = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash).getInt(begin) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Returns the secret as people type it into an app: in Base32. */
    static String text(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte one : secret) {
            held = (held << Byte.SIZE) | (one & 0xFF);
            for (bits += Byte.SIZE; bits >= BASE32_BITS; bits -= BASE32_BITS) {
                text.append(BASE32.charAt((held >> (bits - BASE32_BITS)) & (BASE32.length() - 1)));
            }
        }
        return text.toString();
    }

    /** Returns the address that apps read from a QR code. */
    static String uri(byte[] secret, String issuer, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(encoded(issuer), encoded(account), text(secret), encoded(issuer));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }
}
