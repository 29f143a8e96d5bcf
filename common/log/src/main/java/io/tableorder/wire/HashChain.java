package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tableorder.event.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The chain that shows nothing was altered or removed: {@code hash = SHA-256(previous hash ‖ canonical bytes)}, the
 * previous hash as its 64 hex digits, the canonical bytes being the value as written up to, not including, its last
 * member {@code ,"hash":"…"}}. So it can be checked with {@code head -c -75} and {@code sha256sum}, and no
 * canonicalisation can disagree.
 */
public final class HashChain {

    private static final byte[] SEAL_START = ",\"hash\":\"".getBytes(US_ASCII);
    private static final byte[] SEAL_END = "\"}".getBytes(US_ASCII);
    private static final int HASH_DIGITS = 64;
    /** The seal is the last member and the closing brace; this is its length in bytes. */
    static final int SEAL_LENGTH = SEAL_START.length + HASH_DIGITS + SEAL_END.length;

    private HashChain() {}

    /** Returns the hash a value should carry, from the value itself and the one before it. */
    public static String hashOf(String previousHash, byte[] value) {
        return hash(previousHash, value, Math.max(0, value.length - SEAL_LENGTH));
    }

    /** Returns the hash a value does carry, or an empty text if it carries none. */
    public static String sealOf(byte[] value) {
        int start = value.length - SEAL_LENGTH;
        if (start < 0
                || !Arrays.equals(value, start, start + SEAL_START.length, SEAL_START, 0, SEAL_START.length)
                || !Arrays.equals(value, value.length - SEAL_END.length, value.length, SEAL_END, 0, SEAL_END.length)) {
            return "";
        }
        return new String(value, start + SEAL_START.length, HASH_DIGITS, US_ASCII);
    }

    /** Returns the SHA-256 of bytes that are no link of a hash chain, in hex digits. */
    public static String digestOf(byte[] bytes) {
        return hash("", bytes, bytes.length);
    }

    /**
     * Returns the value with the hash over it and the one before as its last member.
     *
     * @param unsealed a JSON object's bytes with its closing brace
     */
    public static byte[] sealed(String previousHash, byte[] unsealed) {
        return seal(unsealed, hash(previousHash, unsealed, unsealed.length - 1));
    }

    /** @param unsealed a JSON object's bytes with its closing brace */
    static byte[] seal(byte[] unsealed, String hash) {
        int canonical = unsealed.length - 1;
        byte[] value = Arrays.copyOf(unsealed, canonical + SEAL_LENGTH);
        System.arraycopy(SEAL_START, 0, value, canonical, SEAL_START.length);
        System.arraycopy(hash.getBytes(US_ASCII), 0, value, canonical + SEAL_START.length, HASH_DIGITS);
        System.arraycopy(SEAL_END, 0, value, value.length - SEAL_END.length, SEAL_END.length);
        return value;
    }

    static String hash(String previousHash, byte[] bytes, int length) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(previousHash.getBytes(US_ASCII));
        sha256.update(bytes, 0, length);
        return HexFormat.of().formatHex(sha256.digest());
    }
}
