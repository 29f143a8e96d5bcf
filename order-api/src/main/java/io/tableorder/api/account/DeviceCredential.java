package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.api.validation.Secret;
import io.tableorder.event.Ids;
import io.tableorder.event.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A credential is what a device shows in place of a password: its id, and 256 random bits. Nobody guesses those, so a plain
 * hash of them is enough, and costs a login nothing.
 */
record DeviceCredential(String deviceId, String secret) {

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static DeviceCredential make() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new DeviceCredential(
                Ids.next(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Reads what a device sent. What is no credential becomes one that nobody has. */
    static DeviceCredential read(Secret sent) {
        String text = sent.reveal();
        int end = text.indexOf('.');
        return end < 0
                ? new DeviceCredential("", text)
                : new DeviceCredential(text.substring(0, end), text.substring(end + 1));
    }

    /** Returns what the device keeps. */
    String reveal() {
        return deviceId + "." + secret;
    }

    String hash() {
        return HexFormat.of().formatHex(Sha256.of(secret));
    }

    boolean matches(String hash) {
        return MessageDigest.isEqual(hash().getBytes(UTF_8), hash.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "DeviceCredential[deviceId=" + deviceId + ", secret=***]";
    }
}
