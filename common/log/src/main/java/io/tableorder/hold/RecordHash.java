package io.tableorder.hold;

import io.tableorder.wire.HashChainLink;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes the hash by which a decision names a record: the one that a whole event carries and its bytes have, else the SHA-256 of
 * the value, of no bytes for a record without one. Offsets change when a log is restored, and bytes do not.
 */
public final class RecordHash {

    private RecordHash() {}

    public static String of(String storeId, byte @Nullable [] value) {
        HashChainLink link = linkOf(storeId, value);
        return link == null ? sha256(value) : link.hash();
    }

    /** Returns the store's link that the value is, whether or not this version knows its type; else null. */
    static @Nullable HashChainLink linkOf(String storeId, byte @Nullable [] value) {
        return value == null
                ? null
                : HashChainLink.read(value, storeId)
                        .filter(link -> link.isSealOf(value))
                        .orElse(null);
    }

    private static String sha256(byte @Nullable [] value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value == null ? new byte[0] : value));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
