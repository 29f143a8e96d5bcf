package io.tableorder.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Enciphers and reads texts with the keys of a tree: AES-256 in Galois/Counter Mode. A party writes some dozen texts under its
 * key, so that nonces drawn at random never meet. Thread-safe.
 */
public final class TextCipher {

    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;

    private final SecureRandom random;

    public TextCipher(SecureRandom random) {
        this.random = random;
    }

    /** Returns the text as it is kept; null if the party's key was destroyed, under which nothing can be written any more. */
    public @Nullable String encipher(KeyTree tree, PartyPath path, TextField field, String text) {
        SecretKey key = tree.key(path);
        if (key == null) {
            return null;
        }
        byte[] nonce = new byte[CipherText.NONCE_BYTES];
        random.nextBytes(nonce);
        CipherText blank = new CipherText(tree.id(), path, field.code(), nonce, new byte[0]);
        try {
            Cipher aes = Cipher.getInstance(AES_GCM);
            aes.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            aes.updateAAD(blank.bound(tree.storeId()));
            return new CipherText(tree.id(), path, field.code(), nonce, aes.doFinal(text.getBytes(UTF_8))).write();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + AES_GCM, e);
        }
    }

    /** Returns the plain text; null if its key was destroyed, or if it is no text that was enciphered by this tree. */
    static @Nullable String read(KeyTree tree, CipherText text) {
        SecretKey key = tree.id().equals(text.tree()) ? tree.key(text.path()) : null;
        if (key == null) {
            return null;
        }
        try {
            Cipher aes = Cipher.getInstance(AES_GCM);
            aes.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, text.nonce()));
            aes.updateAAD(text.bound(tree.storeId()));
            return new String(aes.doFinal(text.enciphered()), UTF_8);
        } catch (AEADBadTagException altered) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + AES_GCM, e);
        }
    }
}
