package io.tableorder.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A path is the place of a party's key in its store's tree, found from the ids alone.
 *
 * @param bits the lowest {@link #BITS} of them
 */
public record PartyPath(long bits) {

    /**
     * In a store with a million parties, erasing one of them meets another at the same place once in a million times; that
     * other one's text would be gone too. Each bit more would cost each erasure 38 bytes more, for ever.
     */
    static final int BITS = 40;

    static final int BYTES = BITS / Byte.SIZE;

    private static final byte[] PURPOSE = "party path\n".getBytes(UTF_8);

    public static PartyPath of(String storeId, String sessionId) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(PURPOSE);
        sha256.update((storeId + "\n" + sessionId).getBytes(UTF_8));
        return new PartyPath(ByteBuffer.wrap(sha256.digest()).getLong() >>> (Long.SIZE - BITS));
    }

    /** Returns the bit on a level of the tree: 0 is at its root. */
    int bit(int level) {
        return (int) (bits >>> (BITS - 1 - level)) & 1;
    }
}
