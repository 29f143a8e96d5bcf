package io.tableorder.store;

import io.tableorder.event.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key holds a command's id in 128 bits. The ids that order-api gives are 128 bits already, as 32 hex digits or as a
 * UUID; any other text is hashed.
 */
public record CommandKey(long high, long low) {

    private static final Pattern HEX_DIGITS = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public static CommandKey of(String commandId) {
        String digits = UUID_TEXT.matcher(commandId).matches() ? commandId.replace("-", "") : commandId;
        if (HEX_DIGITS.matcher(digits).matches()) {
            return new CommandKey(
                    HexFormat.fromHexDigitsToLong(digits, 0, 16), HexFormat.fromHexDigitsToLong(digits, 16, 32));
        }
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(commandId));
        return new CommandKey(hash.getLong(), hash.getLong());
    }

    /**
     * Returns 64 bits of a command's fingerprint. It guards clients against using a key twice by mistake, for which 64 are
     * enough.
     *
     * @return 0 for a command without one
     */
    static long shortened(@Nullable String fingerprint) {
        if (fingerprint == null) {
            return 0;
        }
        long bits = of(fingerprint).high;
        return bits == 0 ? 1 : bits;
    }
}
