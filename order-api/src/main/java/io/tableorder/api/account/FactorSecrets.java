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
import org.springframework.stereotype.Component;

/**
 * Encrypts the secrets of second factors with AES/GCM, so that the database alone, or a copy of it, makes no codes. A secret
 * opens for its own account only: moved to another row it is none.
 */
@Component
final class FactorSecrets {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param isOld it was encrypted with SECRET_KEY_PREVIOUS, which will go */
    record Opened(byte[] secret, boolean isOld) {}

    private final List<SecretKeySpec> keys;

    FactorSecrets(SecuritySettings settings) {
        this.keys = settings.acceptedKeys().stream()
                .map(key -> new SecretKeySpec(Hmac.derived(key, "second-factor"), "AES"))
                .toList();
    }

    byte[] seal(String accountId, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), accountId, nonce)
                    .doFinal(secret);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + CIPHER, e);
        }
    }

    /** Returns empty for what none of the keys opens: SECRET_KEY changed and the one before is not given any more. */
    Optional<Opened> open(String accountId, byte[] sealed) {
        for (SecretKeySpec key : keys) {
            try {
                byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
                byte[] secret = cipher(Cipher.DECRYPT_MODE, key, accountId, nonce)
                        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
                return Optional.of(new Opened(secret, !key.equals(keys.getFirst())));
            } catch (AEADBadTagException _) {
                // Another key's.
            } catch (GeneralSecurityException e) {
                throw new AssertionError("Every Java platform has " + CIPHER, e);
            }
        }
        return Optional.empty();
    }

    private static Cipher cipher(int mode, SecretKeySpec key, String accountId, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(accountId.getBytes(UTF_8));
        return cipher;
    }
}
