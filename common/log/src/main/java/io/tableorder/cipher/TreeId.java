package io.tableorder.cipher;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** An id tells a store's tree of keys from every other tree. It is drawn at random and is no secret. */
public record TreeId(long value) {

    static TreeId of(byte[] bytes) {
        return new TreeId(ByteBuffer.wrap(bytes).getLong());
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
