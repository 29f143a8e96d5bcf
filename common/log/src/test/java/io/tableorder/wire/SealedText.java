package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Seals texts as a writer of another version would. */
public final class SealedText {

    private SealedText() {}

    /** @param body a value without its hash and its closing brace */
    public static byte[] of(String previousHash, String body) {
        byte[] unsealed = (body + "}").getBytes(UTF_8);
        return HashChain.seal(unsealed, HashChain.hash(previousHash, unsealed, unsealed.length - 1));
    }
}
