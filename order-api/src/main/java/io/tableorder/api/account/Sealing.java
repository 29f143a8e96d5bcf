package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.operability.security.Hmac;
import io.tableorder.operability.settings.SecuritySettings;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts with AES/GCM under a key for each purpose. What is sealed opens for that purpose and for whom it was bound to only. */
final class Sealing {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param isOld it was encrypted with SECRET_KEY_PREVIOUS, which will go */
    record Opened(byte[] content, boolean isOld) {}

    private final List<SecretKeySpec> keys;

    Sealing(SecuritySettings settings, String purpose) {
        this.keys = settings.acceptedKeys().stream()
                .map(key -> new SecretKeySpec(Hmac.derived(key, purpose), "AES"))
                .toList();
    }

    byte[] seal(String boundTo, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), boundTo, nonce).doFinal(content);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + CIPHER, e);
        }
    }

    /** Returns empty for what none of the keys opens: it was never sealed, or SECRET_KEY changed and the one before is not given any more. */
    Optional<Opened> open(String boundTo, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        for (SecretKeySpec key : keys) {
            try {
                byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
                byte[] content = cipher(Cipher.DECRYPT_MODE, key, boundTo, nonce)
                        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
                return Optional.of(new Opened(content, !key.equals(keys.getFirst())));
            } catch (AEADBadTagException _) {
                // Another key's, or nobody's.
            } catch (GeneralSecurityException e) {
                throw new AssertionError("Every Java platform has " + CIPHER, e);
            }
        }
        return Optional.empty();
    }

    private static Cipher cipher(int mode, SecretKeySpec key, String boundTo, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo.getBytes(UTF_8));
        return cipher;
    }
}
