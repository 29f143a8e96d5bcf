package io.tableorder.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An enciphered text as it stands wherever its plain text would: in events, checkpoints and read models. It says by which key
 * it can be read, so it can be moved and copied. It begins with a character that no text of a person has in it, which tells it
 * from what was written before texts were enciphered.
 *
 * @param tree that its key is in
 * @param path of the party that wrote it
 * @param field its code
 * @param nonce drawn at random, for this text alone
 * @param enciphered the text and the tag that shows any change of it
 */
record CipherText(TreeId tree, PartyPath path, byte field, byte[] nonce, byte[] enciphered) {

    /** Start of heading: a control character, which is refused in every text that is asked of people. */
    static final char MARK = '\u0001';

    static final int NONCE_BYTES = 12;

    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + KeyTree.ID_BYTES + PartyPath.BYTES + 1;

    /** Returns whether the text is one of these. */
    static boolean isOne(@Nullable String text) {
        return text != null && !text.isEmpty() && text.charAt(0) == MARK;
    }

    /** Returns what the tag covers beside the text: whose it is, by which key, and what for. */
    byte[] bound(String storeId) {
        byte[] store = storeId.getBytes(UTF_8);
        return ByteBuffer.allocate(HEAD_BYTES + store.length)
                .put(head())
                .put(store)
                .array();
    }

    private byte[] head() {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).put(FORMAT).putLong(tree.value());
        for (int shift = PartyPath.BITS - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            head.put((byte) (path.bits() >>> shift));
        }
        return head.put(field).array();
    }

    String write() {
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + NONCE_BYTES + enciphered.length);
        out.put(head()).put(nonce).put(enciphered);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    /** Reads one; null if the text is marked as one and is not. */
    static @Nullable CipherText read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.substring(1));
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length < HEAD_BYTES + NONCE_BYTES || bytes[0] != FORMAT) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        TreeId tree = new TreeId(in.getLong());
        long path = 0;
        for (int i = 0; i < PartyPath.BYTES; i++) {
            path = path << Byte.SIZE | Byte.toUnsignedLong(in.get());
        }
        byte field = in.get();
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        byte[] enciphered = new byte[in.remaining()];
        in.get(enciphered);
        return new CipherText(tree, new PartyPath(path), field, nonce, enciphered);
    }
}
